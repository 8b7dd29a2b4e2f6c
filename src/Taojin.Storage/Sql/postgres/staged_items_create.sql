CREATE TEMP TABLE staged_items (
    staged_no BIGINT, item_id TEXT, title TEXT, description TEXT, category TEXT, brand TEXT, price REAL, cost REAL,
    stock INTEGER, image TEXT, attributes TEXT, available_from BIGINT, hidden BOOLEAN) ON COMMIT DROP;
