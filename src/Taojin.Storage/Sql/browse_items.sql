-- A page of the catalogue, by id or title, with how often each item was touched and bought.
WITH found AS (
    SELECT item_index, item_id, title, category, brand, price, stock, coalesce(hidden, false) AS hidden, count(*) OVER () AS total
    FROM items
    WHERE $search = '' OR contains(lower(item_id), $search) OR contains(lower(coalesce(title, '')), $search)
    ORDER BY item_index LIMIT $count OFFSET $start
)
SELECT f.item_id, f.title, f.category, f.brand, f.price, f.stock, f.hidden,
    count(e.event_no) FILTER (e.kind IN (1, 3, 4, 5)), count(e.event_no) FILTER (e.kind = 5), any_value(f.total)
FROM found f
LEFT JOIN events e ON e.item_index = f.item_index
GROUP BY f.item_index, f.item_id, f.title, f.category, f.brand, f.price, f.stock, f.hidden
ORDER BY f.item_index;
