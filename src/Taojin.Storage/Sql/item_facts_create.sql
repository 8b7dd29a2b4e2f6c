CREATE OR REPLACE TEMP TABLE staged_facts (item_index INTEGER, price FLOAT, title VARCHAR, category VARCHAR, brand VARCHAR);
