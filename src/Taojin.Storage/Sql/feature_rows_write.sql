COPY feature_rows TO '{path}' (FORMAT parquet, COMPRESSION zstd);
