-- A page of users by id, with what each did; without a search the busiest of the newest fifty thousand events come first.
WITH newest AS (SELECT user_index FROM events ORDER BY event_no DESC LIMIT 50000),
busy AS (SELECT user_index, count(*) AS recent FROM newest GROUP BY user_index),
found AS (
    SELECT u.user_index, u.user_id, coalesce(b.recent, 0) AS recent, count(*) OVER () AS total
    FROM users u LEFT JOIN busy b ON b.user_index = u.user_index
    WHERE $search = '' OR contains(lower(u.user_id), $search)
    ORDER BY recent DESC, u.user_index LIMIT $count OFFSET $start
)
SELECT f.user_id, count(e.event_no) FILTER (e.kind <> 0), count(e.event_no) FILTER (e.kind = 5), max(e.time), any_value(f.total)
FROM found f
LEFT JOIN events e ON e.user_index = f.user_index
GROUP BY f.user_index, f.user_id, f.recent
ORDER BY f.recent DESC, f.user_index;
