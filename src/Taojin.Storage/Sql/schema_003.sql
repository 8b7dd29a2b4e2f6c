-- Categories beside those that the shop gave: what a model said, and what a person answered.

CREATE TABLE item_categories (              -- the newest row of an item stands
    item_index INTEGER NOT NULL,
    category VARCHAR NOT NULL,              -- whole path, levels parted by ' > '
    probability DOUBLE NOT NULL,
    model VARCHAR NOT NULL,                 -- task/algorithm/number
    time BIGINT NOT NULL                    -- microseconds since 1970 UTC
);

CREATE TABLE item_labels (                  -- every answer is kept; the newest of an item stands
    item_index INTEGER NOT NULL,
    answer VARCHAR NOT NULL,                -- accept, correct or skip
    category VARCHAR,                       -- what the person says; empty for skip
    said VARCHAR,                           -- what the model had said
    model VARCHAR,
    author VARCHAR NOT NULL,
    time BIGINT NOT NULL
);
