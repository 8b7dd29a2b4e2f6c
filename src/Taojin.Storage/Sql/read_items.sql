SELECT item_id, category, title, coalesce(price, 'nan'::FLOAT), coalesce(hidden, false), left(description, 400), brand, attributes
FROM items ORDER BY item_index;
