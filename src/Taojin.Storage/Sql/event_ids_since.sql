-- Without what the program showed: its ids are the list's and the place, and are given once.
SELECT d.event_id, e.time
FROM event_details d JOIN events e ON e.event_no = d.event_no
WHERE d.event_id IS NOT NULL AND e.time >= $since
    AND NOT (e.kind = 0 AND d.request_id IS NOT NULL AND d.position IS NOT NULL AND d.event_id = concat(d.request_id, '/', d.position));
