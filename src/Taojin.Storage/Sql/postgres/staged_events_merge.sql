INSERT INTO events (
    part, user_id, item_id, kind, time, price, quantity, import_id, detailed, value, position, propensity, event_id, session_id, order_id, line, currency,
    variant, query, reason, channel, campaign_id, request_id, model, placement, arm)
SELECT e.part, e.user_id, e.item_id, e.kind, e.time, e.price, e.quantity, e.import_id, e.detailed, d.value, d.position, d.propensity, d.event_id, d.session_id, d.order_id,
    d.line, d.currency, d.variant, d.query, d.reason, d.channel, d.campaign_id, d.request_id, d.model, d.placement, d.arm
FROM staged_events e
LEFT JOIN staged_details d ON d.event_no = e.event_no
WHERE NOT EXISTS (SELECT FROM dropped_events x WHERE x.event_no = e.event_no)
ORDER BY e.event_no;
