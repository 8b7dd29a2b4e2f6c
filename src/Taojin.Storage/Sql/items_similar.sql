-- Items by the users they have in common with one item: cosine of their sets of users.
WITH touched AS (SELECT DISTINCT user_index, item_index FROM feedback_log WHERE coalesce(time, 0) <= $now),
own AS (SELECT user_index FROM touched WHERE item_index = $index),
common AS (SELECT t.item_index, count(*) AS users FROM touched t JOIN own ON own.user_index = t.user_index WHERE t.item_index <> $index GROUP BY t.item_index),
sizes AS (SELECT item_index, count(*) AS users FROM touched GROUP BY item_index)
SELECT i.item_id, c.users / sqrt(s.users::DOUBLE * (SELECT count(*) FROM own)) AS likeness
FROM common c
JOIN sizes s ON s.item_index = c.item_index
JOIN items i ON i.item_index = c.item_index AND NOT coalesce(i.hidden, false) AND NOT coalesce(i.removed, false)
ORDER BY likeness DESC, i.item_index
LIMIT $count OFFSET $skip;
