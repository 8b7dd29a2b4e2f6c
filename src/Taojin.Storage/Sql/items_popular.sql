-- Items by how many users touched them, those that may be shown.
SELECT i.item_id, count(DISTINCT f.user_index)::DOUBLE AS people
FROM feedback_log f
JOIN items i ON i.item_index = f.item_index
WHERE NOT coalesce(i.hidden, false) AND NOT coalesce(i.removed, false) AND coalesce(f.time, 0) <= $now
  AND ($category IS NULL OR list_contains(string_split(i.category, ' > '), $category) OR list_contains(CAST(json_extract_string(i.attributes, '$.categories[*]') AS VARCHAR[]), $category))
  AND ($user_id IS NULL OR f.item_index NOT IN (SELECT o.item_index FROM feedback_log o JOIN users u ON u.user_index = o.user_index WHERE u.user_id = $user_id))
GROUP BY i.item_id, i.item_index
ORDER BY people DESC, i.item_index
LIMIT $count OFFSET $skip;
