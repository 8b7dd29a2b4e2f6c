SELECT feedback_type, user_id, item_id FROM staged_feedback WHERE is_known;
