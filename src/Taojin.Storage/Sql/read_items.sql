-- A person's answer stands before the shop's own category, that before what a model said.
SELECT i.item_id, coalesce(l.category, i.category, m.category), title, coalesce(price, 'nan'::FLOAT), coalesce(hidden, false) OR coalesce(removed, false), left(description, 400), brand, attributes,
    coalesce(cost, 'nan'::FLOAT), coalesce(stock::FLOAT, 'nan'::FLOAT), coalesce(available_from, 0), image
FROM items i
LEFT JOIN (SELECT item_index, arg_max(category, time) AS category FROM item_labels WHERE category IS NOT NULL GROUP BY item_index) l ON l.item_index = i.item_index
LEFT JOIN (SELECT item_index, arg_max(category, time) AS category FROM item_categories GROUP BY item_index) m ON m.item_index = i.item_index
ORDER BY i.item_index;
