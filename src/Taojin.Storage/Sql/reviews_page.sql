SELECT review_id, user_id, item_id, order_id, time, rating, title, text
FROM review_list
WHERE (time, review_id) > ($after_time, $after_id) AND ($review_id IS NULL OR review_id = $review_id)
  AND ($user_id IS NULL OR user_id = $user_id) AND ($item_id IS NULL OR item_id = $item_id)
ORDER BY time, review_id
LIMIT $count;
