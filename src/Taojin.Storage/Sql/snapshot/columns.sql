SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = $table AND NOT internal AND database_name = current_database() AND schema_name = 'main' ORDER BY column_index;
