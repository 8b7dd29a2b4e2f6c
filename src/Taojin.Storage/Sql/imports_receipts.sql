SELECT receipt, finished FROM imports ORDER BY import_id;
