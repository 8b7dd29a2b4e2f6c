-- Lines bought since a moment, in order of time, each with what the shop told last of its order; no state where it told nothing.
WITH told AS (
    SELECT order_id, arg_max(state, noted) AS state
    FROM (
        SELECT order_id, state, time AS noted FROM orders WHERE state IS NOT NULL
        UNION ALL
        SELECT order_id, state, noted FROM order_states
    )
    GROUP BY order_id
)
SELECT e.user_index, e.item_index, e.time, d.order_id, t.state
FROM events e
LEFT JOIN event_details d ON d.event_no = e.event_no
LEFT JOIN told t ON t.order_id = d.order_id
WHERE e.kind = 5 AND e.item_index >= 0 AND e.time >= $since
ORDER BY e.time, e.event_no;
