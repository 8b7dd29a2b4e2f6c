DELETE FROM {table} WHERE user_index = $user;
