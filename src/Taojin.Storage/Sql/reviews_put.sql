INSERT INTO reviews
SELECT r.review_id, u.user_index, i.item_index, r.order_id, r.time, r.rating, r.title, r.text, 0
FROM (
    SELECT unnest(json_transform_strict($rows, '[{"nth":"INTEGER","review_id":"VARCHAR","user_id":"VARCHAR","item_id":"VARCHAR","order_id":"VARCHAR","time":"BIGINT","rating":"FLOAT","title":"VARCHAR","text":"VARCHAR"}]'), recursive := true)
) r
JOIN users u ON u.user_id = r.user_id
JOIN items i ON i.item_id = r.item_id
ORDER BY r.nth;
