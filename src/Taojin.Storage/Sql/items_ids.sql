SELECT item_index, item_id FROM items ORDER BY item_index;
