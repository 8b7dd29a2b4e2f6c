-- The same as read_items says of them: whose category counts, and what reviews say among the attributes.
SELECT i.item_id, coalesce(l.category, i.category, m.category) AS category,
    CASE WHEN a.scores IS NULL THEN i.attributes ELSE json_merge_patch(a.scores, CASE WHEN json_valid(i.attributes) THEN i.attributes ELSE '{}' END)::VARCHAR END AS attributes
FROM items i
LEFT JOIN (SELECT item_index, arg_max(category, time) AS category FROM item_labels WHERE category IS NOT NULL GROUP BY item_index) l ON l.item_index = i.item_index
LEFT JOIN (SELECT item_index, arg_max(category, time) AS category FROM item_categories GROUP BY item_index) m ON m.item_index = i.item_index
LEFT JOIN (SELECT item_index, json_group_object('aspect_' || aspect, round(score, 4)) AS scores FROM item_aspects GROUP BY item_index) a ON a.item_index = i.item_index
WHERE list_contains(from_json($item_ids, '["VARCHAR"]'), i.item_id);
