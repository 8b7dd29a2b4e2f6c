-- Who made each search, and who of them bought anything within a day of it.
WITH searches AS (
    SELECT lower(trim(d.query)) AS query, e.user_index, e.time
    FROM events e JOIN event_details d ON d.event_no = e.event_no
    WHERE e.kind = 2 AND trim(d.query) <> '' AND e.user_index NOT IN (SELECT unnest(from_json($left_out, '["INTEGER"]')))
),
bought AS (SELECT DISTINCT user_index, time FROM events WHERE kind = 5)
SELECT s.query, count(DISTINCT s.user_index) AS people, count(DISTINCT b.user_index) AS buyers
FROM searches s LEFT JOIN bought b ON b.user_index = s.user_index AND b.time >= s.time AND b.time < s.time + 86400000000
GROUP BY s.query ORDER BY people DESC, s.query LIMIT 10000;
