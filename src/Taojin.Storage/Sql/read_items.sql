SELECT item_id, category, title, coalesce(price, 'nan'::FLOAT), coalesce(hidden, false), left(description, 400), brand, attributes,
    coalesce(cost, 'nan'::FLOAT), coalesce(stock::FLOAT, 'nan'::FLOAT), coalesce(available_from, 0)
FROM items ORDER BY item_index;
