-- Resources that change: items and users that were taken away (their rows stay, since the log refers to them by index), and feedback of the Gorse API.
ALTER TABLE items ADD COLUMN removed BOOLEAN;
ALTER TABLE users ADD COLUMN removed BOOLEAN;

CREATE TABLE feedback (                     -- one row a type, user and item
    feedback_type VARCHAR NOT NULL,
    kind UTINYINT,                          -- what the type means in the log; empty: nothing there
    user_index INTEGER NOT NULL,
    item_index INTEGER NOT NULL,
    value DOUBLE NOT NULL,
    time BIGINT,                            -- microseconds since 1970 UTC; empty: none was given
    updated BIGINT,
    labels VARCHAR,                         -- JSON
    comment VARCHAR NOT NULL
);

-- What Gorse calls feedback: what came through its API, and what the log knows from elsewhere.
CREATE VIEW feedback_log AS
SELECT feedback_type, user_index, item_index, value, time, updated, labels, comment FROM feedback
UNION ALL
SELECT ['', 'view', '', 'favorite', 'cart', 'purchase', 'return', 'rate'][e.kind + 1], e.user_index, e.item_index,
    count(*)::DOUBLE, min(e.time), max(e.time), NULL, ''
FROM events e
ANTI JOIN feedback f ON f.kind = e.kind AND f.user_index = e.user_index AND f.item_index = e.item_index
WHERE e.kind IN (1, 3, 4, 5, 6, 7) AND e.item_index >= 0
GROUP BY e.kind, e.user_index, e.item_index;

-- Reviews with an id each: those that came without one are known by what they say.
CREATE VIEW review_list AS
SELECT coalesce(r.review_id, 'r-' || md5(concat_ws('|', r.user_index, r.item_index, r.time, r.title, r.text))) AS review_id,
    u.user_id, i.item_id, r.order_id, r.time, r.rating, r.title, r.text, r.rowid AS row_no
FROM reviews r
JOIN users u ON u.user_index = r.user_index
JOIN items i ON i.item_index = r.item_index;
