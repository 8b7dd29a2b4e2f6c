COPY (SELECT item_id, title, description, category, brand, price, cost, stock, image, attributes, make_timestamp(available_from) AS available_from, coalesce(hidden, false) AS hidden
FROM items WHERE NOT coalesce(removed, false) ORDER BY item_index
) TO $path (FORMAT parquet, COMPRESSION zstd);
