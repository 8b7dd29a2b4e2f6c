-- What event rows say of an item fills what its row leaves open, and changes nothing that the shop has said.
UPDATE items SET
    title = coalesce(items.title, f.title),
    category = coalesce(items.category, f.category),
    brand = coalesce(items.brand, f.brand),
    price = coalesce(items.price, f.price)
FROM staged_facts f
WHERE f.item_index = items.item_index
  AND ((items.title IS NULL AND f.title IS NOT NULL)
    OR (items.category IS NULL AND f.category IS NOT NULL)
    OR (items.brand IS NULL AND f.brand IS NOT NULL)
    OR (items.price IS NULL AND f.price IS NOT NULL));
DROP TABLE staged_facts;
