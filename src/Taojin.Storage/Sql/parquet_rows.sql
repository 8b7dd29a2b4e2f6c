-- One letter more than a row may have bytes, so that what is too long is seen to be, and no more of it is kept in memory.
SELECT left(COLUMNS(*)::VARCHAR, $letters) FROM read_parquet($path, binary_as_string = true);
