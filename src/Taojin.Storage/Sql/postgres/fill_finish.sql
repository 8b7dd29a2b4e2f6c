-- Numbers go on behind those that came.
INSERT INTO event_ids SELECT DISTINCT event_id FROM events WHERE event_id IS NOT NULL;
SELECT setval('event_numbers', coalesce((SELECT max(event_no) FROM events), 0), EXISTS (SELECT FROM events));
