-- The bag rule for events without details: of each equal row only as many are new as the log does not hold yet.
ANALYZE staged_events;
INSERT INTO dropped_events
WITH span AS (SELECT min(time) AS first, max(time) AS last FROM staged_events),
held AS (
    SELECT user_id, coalesce(item_id, '') AS item_id, kind, time, price, quantity, count(*) AS times
    FROM events
    WHERE NOT detailed AND time BETWEEN (SELECT first FROM span) AND (SELECT last FROM span)
    GROUP BY 1, 2, 3, 4, 5, 6
)
SELECT event_no
FROM (
    SELECT s.event_no, h.times,
        row_number() OVER (PARTITION BY s.user_id, s.item_id, s.kind, s.time, s.price, s.quantity ORDER BY s.event_no) AS nth
    FROM staged_events s
    JOIN held h ON h.user_id = s.user_id AND h.item_id = coalesce(s.item_id, '') AND h.kind = s.kind AND h.time = s.time
        AND h.price IS NOT DISTINCT FROM s.price AND h.quantity IS NOT DISTINCT FROM s.quantity
    WHERE NOT s.detailed
) known
WHERE nth <= times;
