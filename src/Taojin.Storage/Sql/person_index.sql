SELECT coalesce(max(user_index), -1) FROM users WHERE user_id = $user_id;
