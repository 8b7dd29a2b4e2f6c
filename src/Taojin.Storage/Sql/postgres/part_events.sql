-- Events of one partition that a cursor has not seen, in order of time.
SELECT user_id, item_id, kind, time, CASE WHEN kind = 7 THEN value END, tx::TEXT::BIGINT
FROM events
WHERE part = @part AND tx >= pg_snapshot_xmin(@seen::pg_snapshot) AND NOT pg_visible_in_snapshot(tx, @seen::pg_snapshot)
ORDER BY time, event_no;
