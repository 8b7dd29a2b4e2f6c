DELETE FROM item_categories old
WHERE EXISTS (SELECT 1 FROM item_categories new WHERE new.item_index = old.item_index AND new.time > old.time);
