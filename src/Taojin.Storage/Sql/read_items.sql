SELECT item_id, category, title, coalesce(price, 'nan'::FLOAT), coalesce(hidden, false) FROM items ORDER BY item_index;
