SELECT (SELECT count(*) FROM events WHERE item_index = i.item_index) + (SELECT count(*) FROM reviews WHERE item_index = i.item_index) + (SELECT count(*) FROM feedback WHERE item_index = i.item_index)
FROM items i WHERE i.item_id = $item_id;
