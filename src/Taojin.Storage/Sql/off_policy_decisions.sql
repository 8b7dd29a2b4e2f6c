-- Places of shown lists beside which a shadow was made: what was shown with what probability, what the shadow held there, whether it was touched.
SELECT i.item_id, json_extract_string(sh.items, '$[' || (d.position - 1) || ']') AS candidate, d.propensity::DOUBLE, t.request_id IS NOT NULL AS is_touched
FROM shadow_lists sh
JOIN event_details d ON d.request_id = sh.request_id
JOIN events e ON e.event_no = d.event_no AND e.kind = 0
JOIN items i ON i.item_index = e.item_index
LEFT JOIN (
    SELECT DISTINCT td.request_id, te.item_index
    FROM events te JOIN event_details td ON td.event_no = te.event_no
    WHERE te.kind IN (1, 3, 4, 5) AND td.request_id IS NOT NULL AND te.time >= $since
) t ON t.request_id = sh.request_id AND t.item_index = e.item_index
WHERE sh.placement = $placement AND sh.time >= $since AND d.position >= 1 AND d.propensity > 0 AND d.propensity <= 1
ORDER BY e.event_no;
