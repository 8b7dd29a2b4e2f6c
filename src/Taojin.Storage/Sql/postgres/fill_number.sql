SELECT setval(pg_get_serial_sequence('{table}', 'row_no'), coalesce((SELECT max(row_no) FROM {table}), 1), EXISTS (SELECT FROM {table}));
