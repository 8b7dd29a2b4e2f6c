SELECT order_id, user_index, time, state, total, currency FROM orders ORDER BY time, order_id;
