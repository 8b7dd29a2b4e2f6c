-- An event that comes again was changed in the store: what stands here of it goes.
DELETE FROM events WHERE event_no IN (SELECT event_no FROM staged_events);
DELETE FROM event_details WHERE event_no IN (SELECT event_no FROM staged_events);
INSERT INTO events SELECT * FROM staged_events ORDER BY event_no;
INSERT INTO event_details SELECT * FROM staged_details ORDER BY event_no;
DROP TABLE staged_events;
DROP TABLE staged_details;
