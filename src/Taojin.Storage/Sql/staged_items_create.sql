CREATE OR REPLACE TEMP TABLE staged_items (
    staged_no BIGINT, item_index INTEGER, title VARCHAR, description VARCHAR, category VARCHAR, brand VARCHAR, price FLOAT, cost FLOAT,
    stock INTEGER, image VARCHAR, attributes VARCHAR, available_from BIGINT, hidden BOOLEAN);
