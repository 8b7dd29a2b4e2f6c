DELETE FROM orders WHERE order_id IN (SELECT order_id FROM staged_orders);
