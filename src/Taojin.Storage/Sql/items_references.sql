SELECT (SELECT count(*) FROM events WHERE item_index = $index) + (SELECT count(*) FROM reviews WHERE item_index = $index) + (SELECT count(*) FROM feedback WHERE item_index = $index);
