SELECT user_index, user_id, attributes
FROM users
WHERE user_index > $after AND NOT coalesce(removed, false) AND ($user_id IS NULL OR user_id = $user_id)
ORDER BY user_index
LIMIT $count;
