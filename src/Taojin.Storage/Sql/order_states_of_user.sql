-- Whose order it is decides the newest row of all, so that an order that changed hands is no longer the old owner's.
SELECT order_id, state, time, items, carrier, tracking, expected
FROM (SELECT * FROM order_states QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY noted DESC, rowid DESC) = 1)
WHERE user_id = $user_id
ORDER BY time DESC, order_id;
