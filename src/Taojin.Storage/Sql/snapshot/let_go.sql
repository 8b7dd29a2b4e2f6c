-- From now on the file is a workspace of its own and knows of no store.
DROP TABLE IF EXISTS store_cursor;
DROP TABLE IF EXISTS store_copy;
