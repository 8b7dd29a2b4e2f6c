SELECT e.event_no, d.event_id, u.user_id, i.item_id, e.kind, e.time, e.price, e.quantity, d.session_id, d.order_id, d.line, d.currency, d.value, d.variant, d.query,
    d.reason, d.channel, d.campaign_id, d.request_id, d.position, d.model, d.placement, d.arm, d.propensity
FROM events e
JOIN users u ON u.user_index = e.user_index
LEFT JOIN items i ON i.item_index = e.item_index
LEFT JOIN event_details d ON d.event_no = e.event_no
WHERE e.event_no > $after AND ($kind IS NULL OR e.kind = $kind) AND ($since IS NULL OR e.time >= $since) AND ($until IS NULL OR e.time < $until)
  AND ($user_index IS NULL OR e.user_index = $user_index) AND ($item_index IS NULL OR e.item_index = $item_index) AND ($request_id IS NULL OR d.request_id = $request_id)
ORDER BY e.event_no
LIMIT $count;
