-- How far the journal of live events is taken over, and what calls with an idempotency key were answered.
CREATE TABLE journal (
    drained BIGINT NOT NULL                 -- number of the last group of the journal that stands in the tables
);
INSERT INTO journal VALUES (0);

CREATE TABLE idempotency_keys (
    key VARCHAR NOT NULL,
    body VARCHAR NOT NULL,                  -- hash of what was sent
    answer VARCHAR NOT NULL,                -- JSON, what became of each event
    time BIGINT NOT NULL                    -- microseconds since 1970 UTC
);
