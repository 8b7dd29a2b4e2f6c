SELECT count(*) FROM users WHERE user_id = $user_id AND NOT coalesce(removed, false);
