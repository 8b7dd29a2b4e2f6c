-- Values are added or overwritten, as the call says; a key that is not there yet is written.
CREATE OR REPLACE TEMP TABLE staged_feedback AS
SELECT r.feedback_type, r.kind, u.user_index, i.item_index, r.value, r.time, r.updated, r.labels, r.comment, f.feedback_type IS NOT NULL AS is_known
FROM (
    SELECT unnest(json_transform_strict($rows, '[{"feedback_type":"VARCHAR","kind":"UTINYINT","user_id":"VARCHAR","item_id":"VARCHAR","value":"DOUBLE","time":"BIGINT","updated":"BIGINT","labels":"VARCHAR","comment":"VARCHAR"}]'), recursive := true)
) r
JOIN users u ON u.user_id = r.user_id
JOIN items i ON i.item_id = r.item_id
LEFT JOIN feedback f ON f.feedback_type = r.feedback_type AND f.user_index = u.user_index AND f.item_index = i.item_index;
