-- Where a cursor stands now, and whether events were taken out of the log since it stood where it was: what was folded of them must go too.
SELECT pg_current_snapshot()::text, EXISTS (
    SELECT FROM deleted_rows
    WHERE table_name = 'events' AND tx >= pg_snapshot_xmin(@seen::pg_snapshot) AND NOT pg_visible_in_snapshot(tx, @seen::pg_snapshot));
