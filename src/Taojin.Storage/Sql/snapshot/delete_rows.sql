DELETE FROM {table} WHERE row_no IN (SELECT row_no FROM pulled_deleted);
