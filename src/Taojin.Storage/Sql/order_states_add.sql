INSERT INTO order_states
SELECT $order_id, $user_id, $state, $time, $items, $carrier, $tracking, $expected, $noted
WHERE NOT EXISTS (
    SELECT 1 FROM (SELECT * FROM order_states WHERE order_id = $order_id ORDER BY noted DESC, rowid DESC LIMIT 1) newest
    WHERE newest.user_id = $user_id AND newest.state = $state AND newest.time = $time AND newest.items = $items AND newest.carrier IS NOT DISTINCT FROM $carrier
      AND newest.tracking IS NOT DISTINCT FROM $tracking AND newest.expected IS NOT DISTINCT FROM $expected);
