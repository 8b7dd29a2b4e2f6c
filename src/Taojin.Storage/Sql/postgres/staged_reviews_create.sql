CREATE TEMP TABLE staged_reviews (
    staged_no BIGINT, review_id TEXT, user_id TEXT, item_id TEXT, order_id TEXT, time BIGINT, rating REAL, title TEXT, text TEXT) ON COMMIT DROP;
