INSERT INTO orders
SELECT order_id, user_index, time, state, total, currency, $import_id FROM staged_orders ORDER BY staged_no;
