SELECT (SELECT count(*) FROM events WHERE user_index = $index) + (SELECT count(*) FROM reviews WHERE user_index = $index) + (SELECT count(*) FROM feedback WHERE user_index = $index);
