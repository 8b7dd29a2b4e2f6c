-- Adds what is new; gives the places of events whose ids the log holds already.
WITH fresh AS (
    INSERT INTO event_ids SELECT event_id FROM live_details WHERE event_id IS NOT NULL ORDER BY event_id ON CONFLICT DO NOTHING RETURNING event_id
),
added AS (
    INSERT INTO events (
        part, user_id, item_id, kind, time, price, quantity, import_id, detailed, value, position, propensity, event_id, session_id, order_id, line, currency,
        variant, query, reason, channel, campaign_id, request_id, model, placement, arm)
    SELECT e.part, e.user_id, e.item_id, e.kind, e.time, e.price, e.quantity, 0, e.detailed, d.value, d.position, d.propensity, d.event_id, d.session_id, d.order_id,
        d.line, d.currency, d.variant, d.query, d.reason, d.channel, d.campaign_id, d.request_id, d.model, d.placement, d.arm
    FROM live_events e
    LEFT JOIN live_details d ON d.event_no = e.event_no
    WHERE d.event_id IS NULL OR d.event_id IN (SELECT event_id FROM fresh)
    ORDER BY e.event_no
)
SELECT event_no FROM live_details WHERE event_id IS NOT NULL AND event_id NOT IN (SELECT event_id FROM fresh);
