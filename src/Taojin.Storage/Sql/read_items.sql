-- What reviews say stands among the attributes as aspect_NAME; an attribute of the shop's own of that name goes before it.
-- A person's answer stands before the shop's own category, that before what a model said.
SELECT i.item_id, coalesce(l.category, i.category, m.category), title, coalesce(price, 'nan'::FLOAT), coalesce(hidden, false) OR coalesce(removed, false), left(description, 400), brand,
    CASE WHEN a.scores IS NULL THEN attributes ELSE json_merge_patch(a.scores, CASE WHEN json_valid(attributes) THEN attributes ELSE '{}' END)::VARCHAR END,
    coalesce(cost, 'nan'::FLOAT), coalesce(stock::FLOAT, 'nan'::FLOAT), coalesce(available_from, 0), image
FROM items i
LEFT JOIN (SELECT item_index, arg_max(category, time) AS category FROM item_labels WHERE category IS NOT NULL GROUP BY item_index) l ON l.item_index = i.item_index
LEFT JOIN (SELECT item_index, arg_max(category, time) AS category FROM item_categories GROUP BY item_index) m ON m.item_index = i.item_index
LEFT JOIN (SELECT item_index, json_group_object('aspect_' || aspect, round(score, 4)) AS scores FROM item_aspects GROUP BY item_index) a ON a.item_index = i.item_index
WHERE $import_id IS NULL OR i.item_index IN (SELECT item_index FROM events WHERE import_id = $import_id)
ORDER BY i.item_index;
