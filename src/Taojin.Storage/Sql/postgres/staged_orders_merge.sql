INSERT INTO orders (order_id, user_id, time, state, total, currency, import_id)
SELECT order_id, user_id, time, state, total, currency, @import_id FROM staged_orders ORDER BY staged_no;
