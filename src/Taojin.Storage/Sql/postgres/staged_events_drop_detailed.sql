-- The bag rule for events with details but without an id of their own: all columns count.
ANALYZE staged_events;
ANALYZE staged_details;
INSERT INTO dropped_events
WITH span AS (SELECT min(time) AS first, max(time) AS last FROM staged_events),
held AS (
    SELECT user_id, coalesce(item_id, '') AS item_id, kind, time, price, quantity,
        session_id, order_id, line, currency, value, variant, query, reason, channel, campaign_id, request_id, position, model, count(*) AS times
    FROM events
    WHERE detailed AND event_id IS NULL AND time BETWEEN (SELECT first FROM span) AND (SELECT last FROM span)
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19
),
staged AS (
    SELECT e.event_no, e.user_id, coalesce(e.item_id, '') AS item_id, e.kind, e.time, e.price, e.quantity,
        d.session_id, d.order_id, d.line, d.currency, d.value, d.variant, d.query, d.reason, d.channel, d.campaign_id, d.request_id, d.position, d.model
    FROM staged_events e
    JOIN staged_details d ON d.event_no = e.event_no
    WHERE d.event_id IS NULL
)
SELECT event_no
FROM (
    SELECT s.event_no, h.times,
        row_number() OVER (
            PARTITION BY s.user_id, s.item_id, s.kind, s.time, s.price, s.quantity, s.session_id, s.order_id, s.line, s.currency, s.value,
                s.variant, s.query, s.reason, s.channel, s.campaign_id, s.request_id, s.position, s.model
            ORDER BY s.event_no) AS nth
    FROM staged s
    JOIN held h ON h.user_id = s.user_id AND h.item_id = s.item_id AND h.kind = s.kind AND h.time = s.time
        AND h.price IS NOT DISTINCT FROM s.price AND h.quantity IS NOT DISTINCT FROM s.quantity
        AND h.session_id IS NOT DISTINCT FROM s.session_id AND h.order_id IS NOT DISTINCT FROM s.order_id
        AND h.line IS NOT DISTINCT FROM s.line AND h.currency IS NOT DISTINCT FROM s.currency
        AND h.value IS NOT DISTINCT FROM s.value AND h.variant IS NOT DISTINCT FROM s.variant
        AND h.query IS NOT DISTINCT FROM s.query AND h.reason IS NOT DISTINCT FROM s.reason
        AND h.channel IS NOT DISTINCT FROM s.channel AND h.campaign_id IS NOT DISTINCT FROM s.campaign_id
        AND h.request_id IS NOT DISTINCT FROM s.request_id AND h.position IS NOT DISTINCT FROM s.position
        AND h.model IS NOT DISTINCT FROM s.model
) known
WHERE nth <= times;
