CREATE OR REPLACE TEMP TABLE staged_reviews (
    staged_no BIGINT, review_id VARCHAR, user_index INTEGER, item_index INTEGER, order_id VARCHAR, time BIGINT, rating FLOAT, title VARCHAR, text VARCHAR);
