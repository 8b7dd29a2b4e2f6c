SELECT count(*)
FROM (SELECT s.*, row_number() OVER (PARTITION BY user_index, attributes ORDER BY staged_no) AS nth FROM staged_users s) s
JOIN users u ON u.user_index = s.user_index
WHERE nth = 1 AND (s.user_index >= $first_new OR (s.attributes IS NOT NULL AND s.attributes IS DISTINCT FROM u.attributes));
