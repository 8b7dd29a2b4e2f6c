-- Items that people have answered for.
SELECT DISTINCT i.item_id FROM item_labels l JOIN items i ON i.item_index = l.item_index;
