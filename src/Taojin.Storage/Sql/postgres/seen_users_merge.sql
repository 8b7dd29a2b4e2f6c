-- Ids that an import names, numbered in the order of first sight, inserted in order of the ids, so that two writers never wait for each other.
CREATE TEMP TABLE new_users ON COMMIT DROP AS
SELECT user_id, nextval(pg_get_serial_sequence('users', 'row_no')) AS row_no
FROM (SELECT user_id FROM seen_users s WHERE NOT EXISTS (SELECT FROM users u WHERE u.user_id = s.user_id) ORDER BY seen_no) seen;
INSERT INTO users (user_id, row_no) OVERRIDING SYSTEM VALUE
SELECT user_id, row_no FROM new_users ORDER BY user_id
ON CONFLICT DO NOTHING;
