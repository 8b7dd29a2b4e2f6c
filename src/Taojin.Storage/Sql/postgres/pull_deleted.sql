SELECT table_name, row_no FROM deleted_rows WHERE tx >= pg_snapshot_xmin(@seen::pg_snapshot) AND NOT pg_visible_in_snapshot(tx, @seen::pg_snapshot);
