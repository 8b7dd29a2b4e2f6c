ATTACH '{file}' AS backup_copy;
COPY FROM DATABASE shop TO backup_copy;
DETACH backup_copy;
