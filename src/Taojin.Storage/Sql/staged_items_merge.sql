-- The last row that says something of a column decides it; what no row says stays.
UPDATE items SET
    title = coalesce(s.title, items.title),
    description = coalesce(s.description, items.description),
    category = coalesce(s.category, items.category),
    brand = coalesce(s.brand, items.brand),
    price = coalesce(s.price, items.price),
    cost = coalesce(s.cost, items.cost),
    stock = coalesce(s.stock, items.stock),
    image = coalesce(s.image, items.image),
    attributes = coalesce(s.attributes, items.attributes),
    available_from = coalesce(s.available_from, items.available_from),
    hidden = coalesce(s.hidden, items.hidden),
    removed = false
FROM (
    SELECT item_index,
        arg_max(title, staged_no) FILTER (WHERE title IS NOT NULL) AS title,
        arg_max(description, staged_no) FILTER (WHERE description IS NOT NULL) AS description,
        arg_max(category, staged_no) FILTER (WHERE category IS NOT NULL) AS category,
        arg_max(brand, staged_no) FILTER (WHERE brand IS NOT NULL) AS brand,
        arg_max(price, staged_no) FILTER (WHERE price IS NOT NULL) AS price,
        arg_max(cost, staged_no) FILTER (WHERE cost IS NOT NULL) AS cost,
        arg_max(stock, staged_no) FILTER (WHERE stock IS NOT NULL) AS stock,
        arg_max(image, staged_no) FILTER (WHERE image IS NOT NULL) AS image,
        arg_max(attributes, staged_no) FILTER (WHERE attributes IS NOT NULL) AS attributes,
        arg_max(available_from, staged_no) FILTER (WHERE available_from IS NOT NULL) AS available_from,
        arg_max(hidden, staged_no) FILTER (WHERE hidden IS NOT NULL) AS hidden
    FROM staged_items
    GROUP BY item_index
) s
WHERE s.item_index = items.item_index;
DROP TABLE staged_items;
