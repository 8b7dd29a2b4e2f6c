-- One row a place of a list that was shown: list by list in order of time, with the moment the user first did something with the item out of it.
WITH shown AS (
    SELECT d.request_id, e.user_index, e.item_index, min(d.position) AS position, min(e.time) AS time
    FROM events e
    JOIN event_details d ON d.event_no = e.event_no
    WHERE e.kind = 0 AND e.item_index >= 0 AND d.request_id IS NOT NULL AND d.position IS NOT NULL
    GROUP BY ALL
),
taken AS (
    SELECT d.request_id, e.item_index, min(e.time) AS time
    FROM events e
    JOIN event_details d ON d.event_no = e.event_no
    WHERE e.kind IN (1, 3, 4, 5) AND e.item_index >= 0 AND d.request_id IS NOT NULL
    GROUP BY ALL
)
SELECT s.request_id, s.user_index, s.item_index, s.position, min(s.time) OVER (PARTITION BY s.request_id) AS since, t.time
FROM shown s
LEFT JOIN taken t ON t.request_id = s.request_id AND t.item_index = s.item_index
ORDER BY since, s.request_id, s.position, s.item_index;
