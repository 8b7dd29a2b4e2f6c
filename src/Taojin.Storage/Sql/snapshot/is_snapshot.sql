SELECT count(*) FROM duckdb_tables() WHERE table_name = 'store_cursor' AND NOT temporary;
