DELETE FROM event_details WHERE event_no IN (SELECT event_no FROM events_withdrawn);
