-- All events of some users of a part that a cursor has seen, in order of time.
SELECT user_id, item_id, kind, time, CASE WHEN kind = 7 THEN value END, tx::TEXT::BIGINT
FROM events
WHERE part = @part AND user_id = ANY(@users) AND pg_visible_in_snapshot(tx, @seen::pg_snapshot)
ORDER BY time, event_no;
