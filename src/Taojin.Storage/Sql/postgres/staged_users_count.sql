SELECT count(*)
FROM (SELECT s.*, row_number() OVER (PARTITION BY user_id, attributes ORDER BY staged_no) AS nth FROM staged_users s) s
JOIN users u ON u.user_id = s.user_id
WHERE nth = 1 AND (EXISTS (SELECT FROM new_users n WHERE n.user_id = s.user_id) OR (s.attributes IS NOT NULL AND s.attributes IS DISTINCT FROM u.attributes));
