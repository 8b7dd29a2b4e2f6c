-- Whole rows: what a row does not say, the item does not have.
UPDATE items SET
    title = r.title, description = r.description, category = r.category, brand = r.brand, price = r.price, cost = r.cost, stock = r.stock,
    image = r.image, attributes = r.attributes, available_from = r.available_from, hidden = r.hidden, removed = false
FROM (
    SELECT unnest(json_transform_strict($rows, '[{"item_id":"VARCHAR","title":"VARCHAR","description":"VARCHAR","category":"VARCHAR","brand":"VARCHAR","price":"FLOAT","cost":"FLOAT","stock":"INTEGER","image":"VARCHAR","attributes":"VARCHAR","available_from":"BIGINT","hidden":"BOOLEAN"}]'), recursive := true)
) r
WHERE r.item_id = items.item_id;
