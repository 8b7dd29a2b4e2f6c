CREATE TABLE feature_rows (user_id VARCHAR, item_id VARCHAR, cut TIMESTAMP, bought BOOLEAN, {columns});
