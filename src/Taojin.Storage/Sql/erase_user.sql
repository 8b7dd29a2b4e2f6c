DELETE FROM users WHERE user_index = $user;
