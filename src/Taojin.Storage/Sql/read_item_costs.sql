SELECT item_index, cost FROM items WHERE cost IS NOT NULL;
