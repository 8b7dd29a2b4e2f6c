-- Of one order the last row counts; a state that is the newest already is a duplicate.
INSERT INTO order_states
SELECT r.order_id, r.user_id, r.state, r.time, r.items, r.carrier, r.tracking, r.expected, $noted
FROM (
    SELECT * FROM (
        SELECT unnest(json_transform_strict($rows, '[{"nth":"INTEGER","order_id":"VARCHAR","user_id":"VARCHAR","state":"VARCHAR","time":"BIGINT","items":"VARCHAR","carrier":"VARCHAR","tracking":"VARCHAR","expected":"VARCHAR"}]'), recursive := true))
    QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY nth DESC) = 1) r
LEFT JOIN (
    SELECT * FROM order_states QUALIFY row_number() OVER (PARTITION BY order_id ORDER BY noted DESC, rowid DESC) = 1) newest
    ON newest.order_id = r.order_id
WHERE newest.order_id IS NULL OR newest.user_id <> r.user_id OR newest.state <> r.state OR newest.time <> r.time OR newest.items <> r.items
   OR newest.carrier IS DISTINCT FROM r.carrier OR newest.tracking IS DISTINCT FROM r.tracking OR newest.expected IS DISTINCT FROM r.expected
ORDER BY r.nth;
