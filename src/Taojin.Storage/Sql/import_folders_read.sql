SELECT folder FROM import_folders ORDER BY rowid;
