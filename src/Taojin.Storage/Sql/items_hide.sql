UPDATE items SET hidden = true WHERE item_id = $item_id;
