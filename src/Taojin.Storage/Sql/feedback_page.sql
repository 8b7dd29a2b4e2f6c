SELECT f.feedback_type, u.user_id, i.item_id, f.value, f.time, f.updated, f.labels, f.comment, f.user_index, f.item_index
FROM feedback_log f
JOIN users u ON u.user_index = f.user_index
JOIN items i ON i.item_index = f.item_index
WHERE coalesce(f.time, 0) <= $now
  AND ($feedback_type IS NULL OR f.feedback_type = $feedback_type) AND ($user_index IS NULL OR f.user_index = $user_index) AND ($item_index IS NULL OR f.item_index = $item_index)
  AND (f.feedback_type, f.user_index, f.item_index) > ($after_type, $after_user, $after_item)
ORDER BY f.feedback_type, f.user_index, f.item_index
LIMIT $count;
