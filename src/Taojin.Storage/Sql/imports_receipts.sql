SELECT receipt FROM imports ORDER BY import_id;
