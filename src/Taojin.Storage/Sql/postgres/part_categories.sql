SELECT item_id, category FROM items WHERE item_id = ANY(@items) AND category IS NOT NULL;
