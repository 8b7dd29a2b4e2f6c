SELECT * FROM read_parquet($path, binary_as_string = true) LIMIT 0;
