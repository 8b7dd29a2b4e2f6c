INSERT INTO store_copy VALUES ($copy_id);
