-- Service: what the assistant reads (documents, states of orders) and what was said (messages, feedback).

CREATE TABLE documents (
    document_id VARCHAR NOT NULL,           -- such as policy/refund-time; one text in several languages has one id
    kind VARCHAR NOT NULL,                  -- policy, fact, answer
    language VARCHAR NOT NULL,              -- en, zh
    title VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    valid_from BIGINT NOT NULL              -- microseconds since 1970 UTC
);

-- The newest row of an order counts; the older ones are its history.
CREATE TABLE order_states (
    order_id VARCHAR NOT NULL,
    user_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    time BIGINT NOT NULL,                   -- when it was placed
    items VARCHAR NOT NULL,                 -- JSON array of item ids
    carrier VARCHAR,
    tracking VARCHAR,
    expected VARCHAR,                       -- yyyy-MM-dd
    noted BIGINT NOT NULL                   -- when this state was written down
);

CREATE TABLE messages (
    message_id VARCHAR NOT NULL,
    user_id VARCHAR,
    thread VARCHAR NOT NULL,
    time BIGINT NOT NULL,
    direction VARCHAR NOT NULL,             -- in: from the customer; out: to the customer
    text VARCHAR NOT NULL,
    intent VARCHAR,
    queue VARCHAR,                          -- person: waits for a person
    sources VARCHAR,                        -- JSON array of ids that an answer quotes
    model VARCHAR,
    seconds DOUBLE,
    tokens INTEGER
);

CREATE TABLE message_feedback (
    message_id VARCHAR NOT NULL,
    time BIGINT NOT NULL,
    helpful BOOLEAN,
    intent VARCHAR,                         -- the right intent, when the found one was wrong
    note VARCHAR
);
