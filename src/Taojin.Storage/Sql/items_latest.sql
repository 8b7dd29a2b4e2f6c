-- The newest items that may be shown; a category may stand in the path or in the attribute 'categories'.
SELECT item_id, available_from / 1e6
FROM items
WHERE available_from IS NOT NULL AND NOT coalesce(hidden, false) AND NOT coalesce(removed, false)
  AND ($category IS NULL OR list_contains(string_split(category, ' > '), $category) OR list_contains(CAST(json_extract_string(attributes, '$.categories[*]') AS VARCHAR[]), $category))
  AND ($user_id IS NULL OR item_index NOT IN (SELECT f.item_index FROM feedback_log f JOIN users u ON u.user_index = f.user_index WHERE u.user_id = $user_id))
ORDER BY available_from DESC, item_index
LIMIT $count OFFSET $skip;
