CREATE OR REPLACE TEMP TABLE staged_orders (staged_no BIGINT, order_id VARCHAR, user_index INTEGER, time BIGINT, state VARCHAR, total DOUBLE, currency VARCHAR);
