-- Tables that hold rows of single persons, and the column that says whose.
SELECT table_name, column_name FROM duckdb_columns()
WHERE database_name = current_database() AND NOT internal AND column_name IN ('user_index', 'user_id') AND table_name <> 'users'
  AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE database_name = current_database())
ORDER BY table_name, column_name;
