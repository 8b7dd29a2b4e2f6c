-- Where a cursor stands now; whether events of the part were taken out of the log since it stood where it was, for what was folded of them
-- must go too; and whether items got other categories since. A note without a part is of a part that nobody knows any more.
SELECT pg_current_snapshot()::text,
    EXISTS (
        SELECT FROM deleted_rows
        WHERE table_name = 'events' AND (part = @part OR part IS NULL) AND tx >= pg_snapshot_xmin(@seen::pg_snapshot) AND NOT pg_visible_in_snapshot(tx, @seen::pg_snapshot)),
    EXISTS (SELECT FROM category_changes WHERE tx >= pg_snapshot_xmin(@seen::pg_snapshot) AND NOT pg_visible_in_snapshot(tx, @seen::pg_snapshot));
