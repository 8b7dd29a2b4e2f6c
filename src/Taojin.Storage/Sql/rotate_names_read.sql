SELECT DISTINCT user_id FROM {table} WHERE user_id LIKE 'pn%';
