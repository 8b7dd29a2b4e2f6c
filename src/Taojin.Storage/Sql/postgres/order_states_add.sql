-- Of one order the last row counts; a state that is the newest already is a duplicate.
INSERT INTO order_states (order_id, user_id, state, time, items, carrier, tracking, expected, noted)
SELECT r.order_id, r.user_id, r.state, r.time, r.items, r.carrier, r.tracking, r.expected, @noted
FROM (
    SELECT DISTINCT ON (order_id) *
    FROM json_to_recordset(@rows::json) AS t (nth INTEGER, order_id TEXT, user_id TEXT, state TEXT, time BIGINT, items TEXT, carrier TEXT, tracking TEXT, expected TEXT)
    ORDER BY order_id, nth DESC) r
LEFT JOIN LATERAL (
    SELECT * FROM order_states o WHERE o.order_id = r.order_id ORDER BY noted DESC, row_no DESC LIMIT 1) newest ON true
WHERE newest.order_id IS NULL OR newest.user_id <> r.user_id OR newest.state <> r.state OR newest.time <> r.time OR newest.items <> r.items
   OR newest.carrier IS DISTINCT FROM r.carrier OR newest.tracking IS DISTINCT FROM r.tracking OR newest.expected IS DISTINCT FROM r.expected
ORDER BY r.nth;
