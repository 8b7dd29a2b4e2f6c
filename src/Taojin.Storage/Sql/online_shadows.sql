-- For each list with a shadow: the items its user touched within the horizon, and whether the shown list and the shadow held them.
WITH shadows AS (
    SELECT request_id, user_index, time, placement, from_json(items, '["VARCHAR"]') AS items
    FROM shadow_lists WHERE time >= $since
),
shown AS (
    SELECT d.request_id, list(i.item_id) AS items
    FROM events e
    JOIN event_details d ON d.event_no = e.event_no
    JOIN items i ON i.item_index = e.item_index
    WHERE e.kind = 0 AND e.time >= $since AND d.request_id IN (SELECT request_id FROM shadows)
    GROUP BY d.request_id
),
touched AS (
    SELECT DISTINCT s.request_id, i.item_id
    FROM shadows s
    JOIN events e ON e.user_index = s.user_index AND e.time > s.time AND e.time <= s.time + $horizon AND e.kind IN (1, 3, 4, 5)
    JOIN items i ON i.item_index = e.item_index
)
SELECT s.placement, count(DISTINCT s.request_id), count(t.item_id),
    sum(coalesce(list_contains(h.items, t.item_id), false)::INTEGER)::BIGINT, sum(coalesce(list_contains(s.items, t.item_id), false)::INTEGER)::BIGINT
FROM shadows s
LEFT JOIN touched t ON t.request_id = s.request_id
LEFT JOIN shown h ON h.request_id = s.request_id
GROUP BY s.placement
ORDER BY s.placement;
