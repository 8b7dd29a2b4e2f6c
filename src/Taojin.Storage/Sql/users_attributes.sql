SELECT user_id, attributes FROM users WHERE attributes IS NOT NULL;
