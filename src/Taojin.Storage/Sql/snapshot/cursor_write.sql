DELETE FROM store_cursor;
INSERT INTO store_cursor VALUES ($store, $seen);
