INSERT INTO feedback SELECT feedback_type, kind, user_index, item_index, value, time, updated, labels, comment FROM staged_feedback WHERE NOT is_known;
