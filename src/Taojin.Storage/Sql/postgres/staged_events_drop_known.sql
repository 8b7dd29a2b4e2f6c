-- An event with an id is one event for ever: known to the log, or named twice in the file. In order of the ids, so that two writers never wait for each other.
WITH named AS (
    SELECT event_no, event_id, row_number() OVER (PARTITION BY event_id ORDER BY event_no) AS nth FROM staged_details WHERE event_id IS NOT NULL
),
fresh AS (
    INSERT INTO event_ids SELECT event_id FROM named WHERE nth = 1 ORDER BY event_id ON CONFLICT DO NOTHING RETURNING event_id
)
INSERT INTO dropped_events
SELECT event_no FROM named WHERE nth > 1 OR event_id NOT IN (SELECT event_id FROM fresh);
