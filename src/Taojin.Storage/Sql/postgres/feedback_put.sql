-- One writer at a time, so that values that are added up by two servers are.
LOCK TABLE feedback IN SHARE ROW EXCLUSIVE MODE;
CREATE TEMP TABLE staged_feedback ON COMMIT DROP AS
SELECT r.*, f.user_id IS NOT NULL AS is_known
FROM json_to_recordset(@rows::json) AS r (
    feedback_type TEXT, kind SMALLINT, user_id TEXT, item_id TEXT, value DOUBLE PRECISION, time BIGINT, updated BIGINT, labels TEXT, comment TEXT)
LEFT JOIN feedback f ON f.feedback_type = r.feedback_type AND f.user_id = r.user_id AND f.item_id = r.item_id;
