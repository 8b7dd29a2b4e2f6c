CREATE TEMP TABLE staged_orders (staged_no BIGINT, order_id TEXT, user_id TEXT, time BIGINT, state TEXT, total DOUBLE PRECISION, currency TEXT) ON COMMIT DROP;
