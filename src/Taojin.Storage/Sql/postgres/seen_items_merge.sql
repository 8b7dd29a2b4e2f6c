-- Items that an import names, numbered as users are. What event rows say of an item fills what its row leaves open, and changes nothing that the shop has said.
CREATE TEMP TABLE new_items ON COMMIT DROP AS
SELECT item_id, nextval(pg_get_serial_sequence('items', 'row_no')) AS row_no
FROM (SELECT item_id FROM seen_items s WHERE NOT EXISTS (SELECT FROM items i WHERE i.item_id = s.item_id) ORDER BY seen_no) seen;
UPDATE items SET
    title = coalesce(items.title, s.title),
    category = coalesce(items.category, s.category),
    brand = coalesce(items.brand, s.brand),
    price = coalesce(items.price, s.price)
FROM seen_items s
WHERE s.item_id = items.item_id
  AND ((items.title IS NULL AND s.title IS NOT NULL)
    OR (items.category IS NULL AND s.category IS NOT NULL)
    OR (items.brand IS NULL AND s.brand IS NOT NULL)
    OR (items.price IS NULL AND s.price IS NOT NULL));
INSERT INTO items (item_id, title, category, brand, price, row_no) OVERRIDING SYSTEM VALUE
SELECT n.item_id, s.title, s.category, s.brand, s.price, n.row_no
FROM new_items n
JOIN seen_items s ON s.item_id = n.item_id
ORDER BY n.item_id
ON CONFLICT (item_id) DO UPDATE SET
    title = coalesce(items.title, excluded.title),
    category = coalesce(items.category, excluded.category),
    brand = coalesce(items.brand, excluded.brand),
    price = coalesce(items.price, excluded.price);
