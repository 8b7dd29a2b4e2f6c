-- The part follows the name, so that rows move between tables.
UPDATE events e SET user_id = n.new_id, part = n.part FROM new_names n WHERE e.user_id = n.old_id;
