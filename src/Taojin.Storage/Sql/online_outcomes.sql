-- One row a placement, arm and user of the lists shown within a span: lists, lists of which something was touched, bought, and what that brought.
WITH lists AS (
    SELECT d.request_id, any_value(d.placement) AS placement, any_value(d.arm) AS arm, any_value(e.user_index) AS user_index
    FROM events e
    JOIN event_details d ON d.event_no = e.event_no
    WHERE e.kind = 0 AND d.request_id IS NOT NULL AND e.time >= $since AND e.time < $until
    GROUP BY d.request_id
),
answers AS (
    SELECT d.request_id, bool_or(e.kind IN (1, 3, 4, 5)) AS clicked, bool_or(e.kind = 5) AS bought,
        sum(CASE WHEN e.kind = 5 THEN coalesce(e.price, 0) * coalesce(e.quantity, 1) ELSE 0 END) AS revenue
    FROM events e
    JOIN event_details d ON d.event_no = e.event_no
    WHERE e.kind <> 0 AND d.request_id IS NOT NULL AND e.time >= $since
    GROUP BY d.request_id
)
SELECT coalesce(l.placement, 'default') AS placement, l.arm, count(*)::DOUBLE,
    sum(coalesce(a.clicked, false)::INTEGER)::DOUBLE, sum(coalesce(a.bought, false)::INTEGER)::DOUBLE, sum(coalesce(a.revenue, 0))::DOUBLE
FROM lists l
LEFT JOIN answers a ON a.request_id = l.request_id
GROUP BY 1, 2, l.user_index
ORDER BY 1, 2, l.user_index;
