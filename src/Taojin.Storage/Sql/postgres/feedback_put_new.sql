INSERT INTO feedback (feedback_type, kind, user_id, item_id, value, time, updated, labels, comment)
SELECT feedback_type, kind, user_id, item_id, value, time, updated, labels, comment FROM staged_feedback WHERE NOT is_known;
