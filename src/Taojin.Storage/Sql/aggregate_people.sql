-- One row a kind, month, category and user: counted into groups by the program, which knows who allows it.
SELECT
    ['shown', 'view', 'search', 'favorite', 'cart', 'purchase', 'return', 'rate', 'contact'][e.kind + 1] AS kind,
    strftime(make_timestamp(e.time), '%Y-%m') AS month,
    coalesce(i.category, '') AS category,
    u.user_id,
    count(*) AS events
FROM events e
JOIN users u ON u.user_index = e.user_index
LEFT JOIN items i ON i.item_index = e.item_index
WHERE e.kind <> 0
GROUP BY ALL
ORDER BY ALL;
