-- Numbered in the order of first sight, inserted in order of the ids, so that two writers never wait for each other.
INSERT INTO users (user_id, row_no) OVERRIDING SYSTEM VALUE
SELECT id, no
FROM (SELECT id, nextval(pg_get_serial_sequence('users', 'row_no')) AS no FROM (SELECT id FROM unnest(@users::text[]) WITH ORDINALITY AS u (id, nth) ORDER BY nth) seen) numbered
ORDER BY id
ON CONFLICT DO NOTHING;
INSERT INTO items (item_id, row_no) OVERRIDING SYSTEM VALUE
SELECT id, no
FROM (SELECT id, nextval(pg_get_serial_sequence('items', 'row_no')) AS no FROM (SELECT id FROM unnest(@items::text[]) WITH ORDINALITY AS i (id, nth) ORDER BY nth) seen) numbered
ORDER BY id
ON CONFLICT DO NOTHING;
