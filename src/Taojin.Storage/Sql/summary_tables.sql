SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM items), (SELECT count(*) FROM reviews), (SELECT count(*) FROM imports);
