DELETE FROM feedback WHERE ($feedback_type IS NULL OR feedback_type = $feedback_type) AND user_index = $user_index AND ($item_index IS NULL OR item_index = $item_index);
