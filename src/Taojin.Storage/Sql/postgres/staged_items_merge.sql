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
    hidden = coalesce(s.hidden, items.hidden)
FROM (
    SELECT item_id,
        (array_agg(title ORDER BY staged_no DESC) FILTER (WHERE title IS NOT NULL))[1] AS title,
        (array_agg(description ORDER BY staged_no DESC) FILTER (WHERE description IS NOT NULL))[1] AS description,
        (array_agg(category ORDER BY staged_no DESC) FILTER (WHERE category IS NOT NULL))[1] AS category,
        (array_agg(brand ORDER BY staged_no DESC) FILTER (WHERE brand IS NOT NULL))[1] AS brand,
        (array_agg(price ORDER BY staged_no DESC) FILTER (WHERE price IS NOT NULL))[1] AS price,
        (array_agg(cost ORDER BY staged_no DESC) FILTER (WHERE cost IS NOT NULL))[1] AS cost,
        (array_agg(stock ORDER BY staged_no DESC) FILTER (WHERE stock IS NOT NULL))[1] AS stock,
        (array_agg(image ORDER BY staged_no DESC) FILTER (WHERE image IS NOT NULL))[1] AS image,
        (array_agg(attributes ORDER BY staged_no DESC) FILTER (WHERE attributes IS NOT NULL))[1] AS attributes,
        (array_agg(available_from ORDER BY staged_no DESC) FILTER (WHERE available_from IS NOT NULL))[1] AS available_from,
        (array_agg(hidden ORDER BY staged_no DESC) FILTER (WHERE hidden IS NOT NULL))[1] AS hidden
    FROM staged_items
    GROUP BY item_id
) s
WHERE s.item_id = items.item_id;
