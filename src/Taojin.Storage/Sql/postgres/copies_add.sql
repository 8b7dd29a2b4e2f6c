INSERT INTO copies (copy_id, opened) VALUES (@copy_id, @now);
