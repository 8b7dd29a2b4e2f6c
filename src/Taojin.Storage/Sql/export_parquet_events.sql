COPY (SELECT * EXCLUDE (import_id, event_no) FROM event_log ORDER BY event_no
) TO $path (FORMAT parquet, COMPRESSION zstd);
