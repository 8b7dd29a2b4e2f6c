SELECT d.event_id, e.time FROM event_details d JOIN events e ON e.event_no = d.event_no WHERE d.event_id IS NOT NULL AND e.import_id = $import_id AND e.time >= $since;
