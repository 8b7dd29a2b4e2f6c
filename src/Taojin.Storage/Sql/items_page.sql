SELECT item_index, item_id, title, description, category, brand, price, cost, stock, image, attributes, available_from, coalesce(hidden, false)
FROM items
WHERE item_index > $after AND NOT coalesce(removed, false) AND ($item_id IS NULL OR item_id = $item_id) AND ($category IS NULL OR category = $category OR starts_with(category, $category || ' > '))
ORDER BY item_index
LIMIT $count;
