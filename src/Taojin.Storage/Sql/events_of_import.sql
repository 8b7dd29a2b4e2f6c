SELECT u.user_id, i.item_id, e.kind, e.time, e.price, e.quantity, d.value
FROM events e
JOIN users u ON u.user_index = e.user_index
LEFT JOIN items i ON i.item_index = e.item_index
LEFT JOIN event_details d ON d.event_no = e.event_no
WHERE e.import_id = $import_id
ORDER BY e.time, e.event_no;
