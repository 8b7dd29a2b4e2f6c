INSERT INTO copies (copy_id, opened) VALUES (gen_random_uuid()::text, @now)
RETURNING copy_id;
