SELECT i.item_id, answer, l.category, said, model, author, time
FROM item_labels l
JOIN items i ON i.item_index = l.item_index
ORDER BY time, l.rowid;
