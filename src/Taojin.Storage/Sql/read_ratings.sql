SELECT e.event_no, d.value FROM events e JOIN event_details d ON d.event_no = e.event_no WHERE e.kind = 7 AND d.value IS NOT NULL AND e.time < $before ORDER BY e.event_no;
