-- What marketing and after-sales need: orders as wholes, campaigns, whom they reached, who answered.

CREATE TABLE orders (
    order_id VARCHAR NOT NULL,
    user_index INTEGER NOT NULL,
    time BIGINT NOT NULL,                   -- microseconds since 1970 UTC
    state VARCHAR,
    total DOUBLE,
    currency VARCHAR,
    import_id INTEGER NOT NULL
);

CREATE TABLE campaigns (
    campaign_id VARCHAR NOT NULL,
    title VARCHAR,
    channel VARCHAR,
    arms VARCHAR,                           -- JSON array of names
    offers VARCHAR,                         -- JSON
    cost DOUBLE,
    starts BIGINT,
    ends BIGINT,
    import_id INTEGER NOT NULL
);

CREATE TABLE exposures (
    user_index INTEGER NOT NULL,
    campaign_id VARCHAR NOT NULL,
    arm VARCHAR,
    channel VARCHAR,
    cost DOUBLE,
    propensity DOUBLE,                      -- probability with which this user got this arm
    time BIGINT NOT NULL,
    import_id INTEGER NOT NULL
);

CREATE TABLE redemptions (
    user_index INTEGER NOT NULL,
    campaign_id VARCHAR NOT NULL,
    coupon VARCHAR,
    time BIGINT NOT NULL,
    import_id INTEGER NOT NULL
);
