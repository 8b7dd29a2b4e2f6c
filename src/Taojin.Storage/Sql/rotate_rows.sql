UPDATE {table} SET user_id = n.new_id FROM new_names n WHERE {table}.user_id = n.old_id;
