-- Whole rows: what a row does not say, the item does not have.
UPDATE items SET
    title = r.title, description = r.description, category = r.category, brand = r.brand, price = r.price, cost = r.cost, stock = r.stock,
    image = r.image, attributes = r.attributes, available_from = r.available_from, hidden = r.hidden, removed = false
FROM json_to_recordset(@rows::json) AS r (
    item_id TEXT, title TEXT, description TEXT, category TEXT, brand TEXT, price REAL, cost REAL, stock INTEGER, image TEXT, attributes TEXT, available_from BIGINT, hidden BOOLEAN)
WHERE r.item_id = items.item_id;
