DELETE FROM item_categories old
WHERE EXISTS (SELECT FROM item_categories new WHERE new.item_id = old.item_id AND new.time > old.time);
