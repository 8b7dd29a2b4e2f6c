UPDATE users SET attributes = r.attributes, removed = false
FROM json_to_recordset(@rows::json) AS r (user_id TEXT, attributes TEXT)
WHERE r.user_id = users.user_id;
