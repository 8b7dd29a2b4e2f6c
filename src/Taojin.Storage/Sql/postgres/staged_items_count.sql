-- Rows that say something new: of a new item, or other than what the item's row holds. An equal row of the same file counts once.
SELECT count(*)
FROM (
    SELECT s.*, row_number() OVER (
        PARTITION BY item_id, title, description, category, brand, price, cost, stock, image, attributes, available_from, hidden ORDER BY staged_no) AS nth
    FROM staged_items s
) s
JOIN items i ON i.item_id = s.item_id
WHERE nth = 1 AND (
    EXISTS (SELECT FROM new_items n WHERE n.item_id = s.item_id)
    OR (s.title IS NOT NULL AND s.title IS DISTINCT FROM i.title)
    OR (s.description IS NOT NULL AND s.description IS DISTINCT FROM i.description)
    OR (s.category IS NOT NULL AND s.category IS DISTINCT FROM i.category)
    OR (s.brand IS NOT NULL AND s.brand IS DISTINCT FROM i.brand)
    OR (s.price IS NOT NULL AND s.price IS DISTINCT FROM i.price)
    OR (s.cost IS NOT NULL AND s.cost IS DISTINCT FROM i.cost)
    OR (s.stock IS NOT NULL AND s.stock IS DISTINCT FROM i.stock)
    OR (s.image IS NOT NULL AND s.image IS DISTINCT FROM i.image)
    OR (s.attributes IS NOT NULL AND s.attributes IS DISTINCT FROM i.attributes)
    OR (s.available_from IS NOT NULL AND s.available_from IS DISTINCT FROM i.available_from)
    OR (s.hidden IS NOT NULL AND s.hidden IS DISTINCT FROM i.hidden));
