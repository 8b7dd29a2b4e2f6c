-- A page of the products of a category and of all below it; those without any category for the empty path.
WITH answered AS (
    SELECT item_index, arg_max(category, time) FILTER (WHERE category IS NOT NULL) AS category
    FROM item_labels GROUP BY item_index
)
SELECT i.item_id, i.title, coalesce(a.category, i.category) AS known, i.image, a.category IS NOT NULL, count(*) OVER ()
FROM items i
LEFT JOIN answered a ON a.item_index = i.item_index
WHERE CASE WHEN $category = '' THEN known IS NULL ELSE known = $category OR starts_with(known, $category || ' > ') END
ORDER BY i.item_index LIMIT $count OFFSET $start;
