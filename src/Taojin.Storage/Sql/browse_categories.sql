-- How many products stand in each category, by people's answers before the shop's own word, and how many of them people have answered.
WITH answered AS (
    SELECT item_index, arg_max(category, time) FILTER (WHERE category IS NOT NULL) AS category
    FROM item_labels GROUP BY item_index
)
SELECT coalesce(a.category, i.category) AS known, count(*), count(a.category), count(i.image)
FROM items i
LEFT JOIN answered a ON a.item_index = i.item_index
GROUP BY known
ORDER BY known NULLS LAST;
