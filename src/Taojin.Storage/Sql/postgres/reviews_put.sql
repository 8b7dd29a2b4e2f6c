INSERT INTO reviews (review_id, user_id, item_id, order_id, time, rating, title, text, import_id)
SELECT review_id, user_id, item_id, order_id, time, rating, title, text, 0
FROM json_to_recordset(@rows::json) AS r (nth INTEGER, review_id TEXT, user_id TEXT, item_id TEXT, order_id TEXT, time BIGINT, rating REAL, title TEXT, text TEXT)
ORDER BY nth;
