UPDATE users SET attributes = s.attributes
FROM (
    SELECT user_id, (array_agg(attributes ORDER BY staged_no DESC))[1] AS attributes FROM staged_users WHERE attributes IS NOT NULL GROUP BY user_id
) s
WHERE s.user_id = users.user_id AND s.attributes IS DISTINCT FROM users.attributes;
