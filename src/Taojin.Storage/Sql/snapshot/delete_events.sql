DELETE FROM events WHERE event_no IN (SELECT row_no FROM pulled_deleted);
DELETE FROM event_details WHERE event_no IN (SELECT row_no FROM pulled_deleted);
