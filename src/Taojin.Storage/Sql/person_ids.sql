SELECT user_id FROM users UNION SELECT user_id FROM messages WHERE user_id IS NOT NULL UNION SELECT user_id FROM order_states UNION SELECT user_id FROM consents;
