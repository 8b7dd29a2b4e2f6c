SELECT to_json(r) FROM {table} r WHERE user_id = $user_id;
