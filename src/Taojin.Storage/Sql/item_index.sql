SELECT item_index FROM items WHERE item_id = $id;
