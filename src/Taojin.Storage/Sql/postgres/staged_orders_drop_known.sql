-- Of several rows of one id the last counts; what says nothing new goes.
DELETE FROM staged_orders
WHERE staged_no NOT IN (SELECT max(staged_no) FROM staged_orders GROUP BY order_id)
   OR EXISTS (SELECT FROM orders o
    WHERE o.order_id = staged_orders.order_id
      AND o.user_id IS NOT DISTINCT FROM staged_orders.user_id
      AND o.time IS NOT DISTINCT FROM staged_orders.time
      AND o.state IS NOT DISTINCT FROM staged_orders.state
      AND o.total IS NOT DISTINCT FROM staged_orders.total
      AND o.currency IS NOT DISTINCT FROM staged_orders.currency);
