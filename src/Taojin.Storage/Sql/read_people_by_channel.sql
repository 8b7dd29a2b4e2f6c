SELECT d.channel, e.kind, count(DISTINCT e.user_index)
FROM events e LEFT JOIN event_details d ON d.event_no = e.event_no
WHERE e.kind IN (1, 4, 5) AND e.user_index NOT IN (SELECT unnest(from_json($left_out, '["INTEGER"]')))
GROUP BY ALL ORDER BY ALL;
