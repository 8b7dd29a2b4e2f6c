SELECT user_index FROM users WHERE user_id = $id;
