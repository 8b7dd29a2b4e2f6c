SELECT copy_id FROM store_copy;
