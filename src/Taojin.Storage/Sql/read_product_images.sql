-- What the catalogue says of the pictures of some items: ids as a JSON list.
SELECT item_id, image FROM items WHERE item_id IN (SELECT unnest(from_json($ids::VARCHAR, '["VARCHAR"]')));
