-- An event with an id is one event for ever: known to the log, or named twice in the file.
INSERT INTO dropped_events
SELECT event_no
FROM (
    SELECT event_no, event_id, row_number() OVER (PARTITION BY event_id ORDER BY event_no) AS nth
    FROM staged_details
    WHERE event_id IS NOT NULL
)
WHERE nth > 1 OR event_id IN (SELECT event_id FROM event_details WHERE event_id IS NOT NULL);
