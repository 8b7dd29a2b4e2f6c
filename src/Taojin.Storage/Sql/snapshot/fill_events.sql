SELECT e.*, d.* EXCLUDE (event_no) FROM events e LEFT JOIN event_details d ON d.event_no = e.event_no ORDER BY e.event_no;
