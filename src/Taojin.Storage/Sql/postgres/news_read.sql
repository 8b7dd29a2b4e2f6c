-- Live events that a cursor has not seen, without those of transactions that were told already.
SELECT * FROM events
WHERE tx >= pg_snapshot_xmin(@seen::pg_snapshot) AND NOT pg_visible_in_snapshot(tx, @seen::pg_snapshot) AND import_id = 0 AND tx::text <> ALL (@told)
    AND NOT EXISTS (SELECT FROM pseudonyms p WHERE p.tx = events.tx)
ORDER BY event_no;
