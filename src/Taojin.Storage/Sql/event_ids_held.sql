SELECT DISTINCT event_id FROM event_details WHERE event_id IN (SELECT unnest(from_json($ids, '["VARCHAR"]')));
