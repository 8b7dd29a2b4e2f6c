-- What nodes had made of the parts is folded again; of the notes on moved and renamed rows one a table is enough for whoever keeps a copy.
DELETE FROM partition_states;
DELETE FROM deleted_rows d WHERE d.tx = pg_current_xact_id() AND d.ctid NOT IN (SELECT min(k.ctid) FROM deleted_rows k WHERE k.tx = pg_current_xact_id() GROUP BY k.table_name);
UPDATE deleted_rows SET part = NULL WHERE tx = pg_current_xact_id(); -- that one is a note to every part
UPDATE pseudonyms SET generation = @generation, mark = @mark, tx = pg_current_xact_id();
