SELECT i.item_id, coalesce(l.category, i.category, m.category) AS category
FROM items i
LEFT JOIN (SELECT item_index, arg_max(category, time) AS category FROM item_labels WHERE category IS NOT NULL GROUP BY item_index) l ON l.item_index = i.item_index
LEFT JOIN (SELECT item_index, arg_max(category, time) AS category FROM item_categories GROUP BY item_index) m ON m.item_index = i.item_index
WHERE list_contains(from_json($item_ids, '["VARCHAR"]'), i.item_id) AND coalesce(l.category, i.category, m.category) IS NOT NULL;
