-- Users by the items they touched in common with one user: cosine of touched sets, rare items no more than others.
WITH touched AS (SELECT DISTINCT user_index, item_index FROM feedback_log WHERE coalesce(time, 0) <= $now),
own AS (SELECT item_index FROM touched WHERE user_index = $index),
common AS (SELECT t.user_index, count(*) AS items FROM touched t JOIN own ON own.item_index = t.item_index WHERE t.user_index <> $index GROUP BY t.user_index),
sizes AS (SELECT user_index, count(*) AS items FROM touched GROUP BY user_index)
SELECT u.user_id, c.items / sqrt(s.items::DOUBLE * (SELECT count(*) FROM own)) AS likeness
FROM common c
JOIN sizes s ON s.user_index = c.user_index
JOIN users u ON u.user_index = c.user_index AND NOT coalesce(u.removed, false)
ORDER BY likeness DESC, u.user_index
LIMIT $count OFFSET $skip;
