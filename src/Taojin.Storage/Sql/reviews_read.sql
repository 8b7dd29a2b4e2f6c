SELECT user_index, item_index, time, rating, title, text
FROM reviews
ORDER BY time, rowid;
