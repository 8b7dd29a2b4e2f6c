COPY (SELECT review_id, user_id, item_id, order_id, make_timestamp(time) AS time, rating, title, text FROM review_list ORDER BY review_list.time, review_id
) TO $path (FORMAT parquet, COMPRESSION zstd);
