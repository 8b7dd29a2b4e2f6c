UPDATE users SET attributes = s.attributes, removed = false
FROM (
    SELECT user_index, arg_max(attributes, staged_no) AS attributes FROM staged_users WHERE attributes IS NOT NULL GROUP BY user_index
) s
WHERE s.user_index = users.user_index;
DROP TABLE staged_users;
