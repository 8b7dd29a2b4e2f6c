SELECT store, seen FROM store_cursor;
