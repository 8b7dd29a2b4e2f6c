SELECT (SELECT count(*) FROM events WHERE user_index = u.user_index) + (SELECT count(*) FROM reviews WHERE user_index = u.user_index) + (SELECT count(*) FROM feedback WHERE user_index = u.user_index)
FROM users u WHERE u.user_id = $user_id;
