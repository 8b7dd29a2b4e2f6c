DELETE FROM feedback
WHERE ($feedback_type IS NULL OR feedback_type = $feedback_type)
  AND user_index = (SELECT user_index FROM users WHERE user_id = $user_id)
  AND ($item_id IS NULL OR item_index = (SELECT item_index FROM items WHERE item_id = $item_id));
