-- The log and the tables. Ids are text outside and dense indexes inside (docs/decisions/0002-ids-as-indexes-in-the-log.md).

CREATE TABLE users (
    user_index INTEGER NOT NULL,            -- dense from 0, in order of first sight, never given anew
    user_id VARCHAR NOT NULL,
    attributes VARCHAR                      -- JSON object
);

CREATE TABLE items (
    item_index INTEGER NOT NULL,
    item_id VARCHAR NOT NULL,
    title VARCHAR,
    description VARCHAR,
    category VARCHAR,                       -- whole path, levels parted by ' > '
    brand VARCHAR,
    price FLOAT,
    cost FLOAT,
    stock INTEGER,
    image VARCHAR,
    attributes VARCHAR,                     -- JSON object
    available_from BIGINT,                  -- microseconds since 1970 UTC
    hidden BOOLEAN
);

CREATE TABLE imports (
    import_id INTEGER NOT NULL,
    source VARCHAR NOT NULL,
    finished BIGINT NOT NULL,               -- microseconds since 1970 UTC
    receipt VARCHAR NOT NULL                -- JSON, as in imports/<import_id>/receipt.json
);

-- What nearly every event has. The sparse rest stands in event_details: twelve empty text columns would cost more to write than these.
CREATE TABLE events (
    event_no BIGINT NOT NULL,               -- the order of the log; ascending, with gaps
    user_index INTEGER NOT NULL,
    item_index INTEGER NOT NULL,            -- -1: none (a search, a contact)
    kind UTINYINT NOT NULL,                 -- numbers of EventKind
    time BIGINT NOT NULL,                   -- microseconds since 1970 UTC
    price FLOAT,
    quantity FLOAT,
    import_id INTEGER NOT NULL,             -- 0: live
    detailed BOOLEAN NOT NULL               -- whether event_details has a row
);

CREATE TABLE event_details (
    event_no BIGINT NOT NULL,
    event_id VARCHAR,
    session_id VARCHAR,
    order_id VARCHAR,
    line VARCHAR,
    currency VARCHAR,
    value FLOAT,
    variant VARCHAR,
    query VARCHAR,
    reason VARCHAR,
    channel VARCHAR,
    campaign_id VARCHAR,
    request_id VARCHAR,
    position INTEGER,
    model VARCHAR
);

CREATE TABLE reviews (
    review_id VARCHAR,
    user_index INTEGER NOT NULL,
    item_index INTEGER NOT NULL,
    order_id VARCHAR,
    time BIGINT NOT NULL,
    rating FLOAT,
    title VARCHAR,
    text VARCHAR,
    import_id INTEGER NOT NULL
);

-- The log as people and ad-hoc queries know it.
CREATE VIEW event_log AS
SELECT
    d.event_id,
    u.user_id,
    i.item_id,
    ['shown', 'view', 'search', 'favorite', 'cart', 'purchase', 'return', 'rate', 'contact'][e.kind + 1] AS kind,
    make_timestamp(e.time) AS time,
    d.session_id, d.order_id, d.line, e.quantity, e.price, d.currency, d.value, d.variant, d.query, d.reason,
    d.channel, d.campaign_id, d.request_id, d.position, d.model,
    e.import_id, e.event_no
FROM events e
JOIN users u ON u.user_index = e.user_index
LEFT JOIN items i ON i.item_index = e.item_index
LEFT JOIN event_details d ON d.event_no = e.event_no;
