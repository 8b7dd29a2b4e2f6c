INSERT INTO import_folders SELECT $folder WHERE $folder NOT IN (SELECT folder FROM import_folders);
