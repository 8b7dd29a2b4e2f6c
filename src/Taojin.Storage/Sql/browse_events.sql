-- The newest events, of one user when named.
WITH newest AS (
    SELECT event_no, user_index, item_index, kind, time, price, quantity FROM events
    WHERE $user = '' OR user_index = (SELECT user_index FROM users WHERE user_id = $user)
    ORDER BY event_no DESC LIMIT $count OFFSET $start
)
SELECT u.user_id, i.item_id, i.title, n.kind, n.time, n.price, n.quantity
FROM newest n
JOIN users u ON u.user_index = n.user_index
LEFT JOIN items i ON i.item_index = n.item_index
ORDER BY n.event_no DESC;
