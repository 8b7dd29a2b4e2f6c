SELECT e.user_index, e.item_index, e.time, d.reason
FROM events e
JOIN event_details d USING (event_no)
WHERE e.kind = 6 AND e.item_index >= 0 AND d.reason IS NOT NULL
ORDER BY e.time DESC, e.event_no DESC;
