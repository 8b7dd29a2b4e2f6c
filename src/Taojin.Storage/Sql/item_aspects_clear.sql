DELETE FROM item_aspects;
