COPY (SELECT user_id, attributes FROM users WHERE NOT coalesce(removed, false) ORDER BY user_index
) TO $path (FORMAT parquet, COMPRESSION zstd);
