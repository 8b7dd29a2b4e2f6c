-- A state that holds events which were taken out of the log meanwhile is not written.
INSERT INTO partition_states (part, seen, state)
SELECT @part, @seen, @state
WHERE NOT EXISTS (
    SELECT FROM deleted_rows
    WHERE table_name = 'events' AND (part = @part OR part IS NULL) AND tx >= pg_snapshot_xmin(@seen::pg_snapshot) AND NOT pg_visible_in_snapshot(tx, @seen::pg_snapshot))
ON CONFLICT (part) DO UPDATE SET seen = EXCLUDED.seen, state = EXCLUDED.state;
