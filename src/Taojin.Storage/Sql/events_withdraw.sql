DELETE FROM events WHERE event_no IN (SELECT event_no FROM events_withdrawn);
