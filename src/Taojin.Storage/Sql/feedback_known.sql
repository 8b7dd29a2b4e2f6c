SELECT feedback_type, user_id, item_id FROM staged_feedback s JOIN users u ON u.user_index = s.user_index JOIN items i ON i.item_index = s.item_index WHERE is_known;
