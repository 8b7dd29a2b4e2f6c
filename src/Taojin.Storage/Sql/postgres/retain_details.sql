DELETE FROM event_ids WHERE event_id IN (SELECT event_id FROM events WHERE time < @before);
