-- A person's answer stands before the shop's own category, that before what a model said, as in read_items.sql.
SELECT i.item_id, coalesce(l.category, i.category, m.category)
FROM items i
LEFT JOIN LATERAL (SELECT category FROM item_labels WHERE item_id = i.item_id AND category IS NOT NULL ORDER BY time DESC LIMIT 1) l ON true
LEFT JOIN LATERAL (SELECT category FROM item_categories WHERE item_id = i.item_id ORDER BY time DESC LIMIT 1) m ON true
WHERE i.item_id = ANY(@items) AND coalesce(l.category, i.category, m.category) IS NOT NULL;
