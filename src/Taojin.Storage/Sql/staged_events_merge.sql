INSERT INTO events SELECT * FROM staged_events s WHERE NOT EXISTS (FROM dropped_events x WHERE x.event_no = s.event_no);
INSERT INTO event_details SELECT * FROM staged_details s WHERE NOT EXISTS (FROM dropped_events x WHERE x.event_no = s.event_no);
DROP TABLE staged_events;
DROP TABLE staged_details;
DROP TABLE dropped_events;
