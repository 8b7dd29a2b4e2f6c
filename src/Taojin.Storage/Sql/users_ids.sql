SELECT user_index, user_id FROM users ORDER BY user_index;
