-- Lines bought and sent back, in order of time; lines without an order number get one of their user and day later.
SELECT e.event_no, e.user_index, e.item_index, e.kind, e.time, coalesce(e.price, 'nan'::FLOAT), coalesce(e.quantity, 1::FLOAT), d.order_id
FROM events e LEFT JOIN event_details d ON d.event_no = e.event_no
WHERE e.kind IN (5, 6) AND e.item_index >= 0 AND e.time < $before
ORDER BY e.time, e.event_no;
