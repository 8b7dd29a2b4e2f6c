UPDATE items SET
    title = NULL, description = NULL, category = NULL, brand = NULL, price = NULL, cost = NULL, stock = NULL,
    image = NULL, attributes = NULL, available_from = NULL, hidden = NULL, removed = true
WHERE item_id = $item_id;
