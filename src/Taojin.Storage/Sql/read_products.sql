SELECT i.item_id, title, description, brand, attributes, i.category, l.category, l.answer, l.time, m.category, m.probability, m.model, i.image
FROM items i
LEFT JOIN (
    SELECT item_index, arg_max(category, time) FILTER (WHERE category IS NOT NULL) AS category, arg_max(answer, time) AS answer, max(time) AS time
    FROM item_labels GROUP BY item_index
) l ON l.item_index = i.item_index
LEFT JOIN (
    SELECT item_index, arg_max(category, time) AS category, arg_max(probability, time) AS probability, arg_max(model, time) AS model
    FROM item_categories GROUP BY item_index
) m ON m.item_index = i.item_index
WHERE $item_id::VARCHAR IS NULL OR i.item_id = $item_id::VARCHAR
ORDER BY i.item_index;
