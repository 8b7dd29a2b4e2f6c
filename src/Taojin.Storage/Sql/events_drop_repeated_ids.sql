-- The first import goes straight into the log; ids that its file names twice go out again, the first one stays.
CREATE OR REPLACE TEMP TABLE dropped_events AS
SELECT event_no
FROM (SELECT event_no, row_number() OVER (PARTITION BY event_id ORDER BY event_no) AS nth FROM event_details WHERE event_id IS NOT NULL)
WHERE nth > 1;
DELETE FROM events WHERE event_no IN (SELECT event_no FROM dropped_events);
DELETE FROM event_details WHERE event_no IN (SELECT event_no FROM dropped_events);
DROP TABLE dropped_events;
