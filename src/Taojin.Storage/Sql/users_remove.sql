UPDATE users SET attributes = NULL, removed = true WHERE user_id = $user_id;
