SELECT count(*) FROM items WHERE item_id = $item_id AND NOT coalesce(removed, false);
