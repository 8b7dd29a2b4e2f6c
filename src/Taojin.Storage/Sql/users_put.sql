UPDATE users SET attributes = r.attributes, removed = false
FROM (SELECT unnest(json_transform_strict($rows, '[{"user_id":"VARCHAR","attributes":"VARCHAR"}]'), recursive := true)) r
WHERE r.user_id = users.user_id;
