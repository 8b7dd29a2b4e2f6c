SELECT count(*) FROM event_details WHERE event_id = $event_id;
