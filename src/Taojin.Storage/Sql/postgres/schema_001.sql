-- A shop in PostgreSQL: the tables of Sql/schema_*.sql with ids as text, for there are several snapshots of it and each has indexes of its own.
-- Two columns come last in each. row_no names a row for ever and is the order of first writing; tx is the transaction that wrote it last,
-- so that a reader finds with pg_visible_in_snapshot exactly what it has not seen, whatever the order of commits.
-- Whoever changes rows here with SQL of their own is followed too.

CREATE TABLE store (
    store_id UUID NOT NULL DEFAULT gen_random_uuid(),
    made TIMESTAMPTZ NOT NULL DEFAULT now()
);
INSERT INTO store DEFAULT VALUES;

CREATE TABLE users (
    user_id TEXT PRIMARY KEY,
    attributes TEXT,                        -- JSON object
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE TABLE items (
    item_id TEXT PRIMARY KEY,
    title TEXT,
    description TEXT,
    category TEXT,                          -- whole path, levels parted by ' > '
    brand TEXT,
    price REAL,
    cost REAL,
    stock INTEGER,
    image TEXT,
    attributes TEXT,                        -- JSON object
    available_from BIGINT,                  -- microseconds since 1970 UTC, as all times here
    hidden BOOLEAN,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE TABLE imports (
    import_id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    finished BIGINT NOT NULL,
    receipt TEXT NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

-- An event with an id is one event for ever, whoever sends it again through whichever server.
CREATE TABLE event_ids (event_id TEXT PRIMARY KEY);

CREATE SEQUENCE event_numbers MINVALUE 0 START 0;

CREATE TABLE events (
    event_no BIGINT NOT NULL DEFAULT nextval('event_numbers'), -- the order of the log; ascending, with gaps
    part SMALLINT NOT NULL,                 -- CRC-32 of the user_id, modulo 1024: a cluster's virtual partition
    user_id TEXT NOT NULL,
    item_id TEXT,
    kind SMALLINT NOT NULL,                 -- numbers of EventKind
    time BIGINT NOT NULL,
    price REAL,
    quantity REAL,
    import_id INTEGER NOT NULL,             -- 0: live
    detailed BOOLEAN NOT NULL,              -- whether a column below is set
    value REAL,
    position INTEGER,
    propensity REAL,
    event_id TEXT,
    session_id TEXT,
    order_id TEXT,
    line TEXT,
    currency TEXT,
    variant TEXT,
    query TEXT,
    reason TEXT,
    channel TEXT,
    campaign_id TEXT,
    request_id TEXT,
    model TEXT,
    placement TEXT,
    arm TEXT,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
) PARTITION BY RANGE (part);

CREATE TABLE events_p0 PARTITION OF events FOR VALUES FROM (0) TO (128);
CREATE TABLE events_p1 PARTITION OF events FOR VALUES FROM (128) TO (256);
CREATE TABLE events_p2 PARTITION OF events FOR VALUES FROM (256) TO (384);
CREATE TABLE events_p3 PARTITION OF events FOR VALUES FROM (384) TO (512);
CREATE TABLE events_p4 PARTITION OF events FOR VALUES FROM (512) TO (640);
CREATE TABLE events_p5 PARTITION OF events FOR VALUES FROM (640) TO (768);
CREATE TABLE events_p6 PARTITION OF events FOR VALUES FROM (768) TO (896);
CREATE TABLE events_p7 PARTITION OF events FOR VALUES FROM (896) TO (1024);
CREATE INDEX events_tx ON events (tx);
CREATE INDEX events_part ON events (part, tx);
CREATE INDEX events_time ON events USING brin (time);

CREATE TABLE reviews (
    review_id TEXT,
    user_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    order_id TEXT,
    time BIGINT NOT NULL,
    rating REAL,
    title TEXT,
    text TEXT,
    import_id INTEGER NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE UNIQUE INDEX reviews_id ON reviews (review_id) WHERE review_id IS NOT NULL;
CREATE INDEX reviews_user ON reviews (user_id, item_id);

CREATE TABLE orders (
    order_id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL,
    time BIGINT NOT NULL,
    state TEXT,
    total DOUBLE PRECISION,
    currency TEXT,
    import_id INTEGER NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE TABLE campaigns (
    campaign_id TEXT PRIMARY KEY,
    title TEXT,
    channel TEXT,
    arms TEXT,                              -- JSON array of names
    offers TEXT,                            -- JSON
    cost DOUBLE PRECISION,
    starts BIGINT,
    ends BIGINT,
    import_id INTEGER NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE TABLE exposures (
    user_id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    arm TEXT,
    channel TEXT,
    cost DOUBLE PRECISION,
    propensity DOUBLE PRECISION,            -- probability with which this user got this arm
    time BIGINT NOT NULL,
    import_id INTEGER NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE TABLE redemptions (
    user_id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    coupon TEXT,
    time BIGINT NOT NULL,
    import_id INTEGER NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE TABLE item_categories (
    item_id TEXT NOT NULL,
    category TEXT NOT NULL,
    probability DOUBLE PRECISION NOT NULL,
    model TEXT NOT NULL,                    -- task/algorithm/number
    time BIGINT NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX item_categories_item ON item_categories (item_id);

CREATE TABLE item_labels (                  -- every answer is kept; the newest of an item stands
    item_id TEXT NOT NULL,
    answer TEXT NOT NULL,                   -- accept, correct or skip
    category TEXT,
    said TEXT,
    model TEXT,
    author TEXT NOT NULL,
    time BIGINT NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE TABLE documents (
    document_id TEXT NOT NULL,
    kind TEXT NOT NULL,                     -- policy, fact, answer
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE TABLE order_states (                 -- the newest row of an order counts; the older ones are its history
    order_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    state TEXT NOT NULL,
    time BIGINT NOT NULL,
    items TEXT NOT NULL,                    -- JSON array of item ids
    carrier TEXT,
    tracking TEXT,
    expected TEXT,                          -- yyyy-MM-dd
    noted BIGINT NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX order_states_order ON order_states (order_id);

CREATE TABLE messages (
    message_id TEXT NOT NULL,
    user_id TEXT,
    thread TEXT NOT NULL,
    time BIGINT NOT NULL,
    direction TEXT NOT NULL,                -- in: from the customer; out: to the customer
    text TEXT NOT NULL,
    intent TEXT,
    queue TEXT,                             -- person: waits for a person
    sources TEXT,                           -- JSON array of ids that an answer quotes
    model TEXT,
    seconds DOUBLE PRECISION,
    tokens INTEGER,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX messages_id ON messages (message_id);

CREATE TABLE message_feedback (
    message_id TEXT NOT NULL,
    time BIGINT NOT NULL,
    helpful BOOLEAN,
    intent TEXT,
    note TEXT,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE TABLE shadow_lists (
    request_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    time BIGINT NOT NULL,
    placement TEXT NOT NULL,
    items TEXT NOT NULL,                    -- JSON array of item ids, in order
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

-- Trained models: a version exists when its card does, which is written last, in the transaction of its files.
CREATE TABLE model_versions (
    task TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    card BYTEA NOT NULL,                    -- card.json as it stands, with the checksum of every file
    written TIMESTAMPTZ NOT NULL DEFAULT now(),
    PRIMARY KEY (task, name, number)
);

CREATE TABLE model_files (
    task TEXT NOT NULL,
    name TEXT NOT NULL,
    number INTEGER NOT NULL,
    file TEXT NOT NULL,
    piece INTEGER NOT NULL,                 -- files come in pieces of 4 MiB
    bytes BYTEA NOT NULL,
    PRIMARY KEY (task, name, number, file, piece),
    FOREIGN KEY (task, name, number) REFERENCES model_versions ON DELETE CASCADE
);
ALTER TABLE model_files ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- Who answers under which name: the highest nth does, and the key lets one publisher win.
CREATE TABLE publications (
    alias TEXT NOT NULL,
    nth INTEGER NOT NULL,
    version TEXT NOT NULL,                  -- task/name/number
    time BIGINT NOT NULL,
    reason TEXT,
    PRIMARY KEY (alias, nth)
);

-- What was deleted, so that snapshots delete it too.
CREATE TABLE deleted_rows (
    table_name TEXT NOT NULL,
    row_no BIGINT NOT NULL,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);
CREATE INDEX deleted_rows_tx ON deleted_rows (tx);

CREATE FUNCTION note_change() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    NEW.tx := pg_current_xact_id();
    RETURN NEW;
END $$;

CREATE FUNCTION note_delete() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deleted_rows (table_name, row_no) VALUES (TG_TABLE_NAME, OLD.row_no);
    RETURN NULL;
END $$;

CREATE FUNCTION note_event_delete() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deleted_rows (table_name, row_no) VALUES ('events', OLD.event_no);
    RETURN NULL;
END $$;

DO $$
DECLARE
    each TEXT;
BEGIN
    FOREACH each IN ARRAY ARRAY['users', 'items', 'imports', 'reviews', 'orders', 'campaigns', 'exposures', 'redemptions', 'item_categories',
        'item_labels', 'documents', 'order_states', 'messages', 'message_feedback', 'shadow_lists']
    LOOP
        EXECUTE format('CREATE INDEX %I ON %I (tx)', each || '_tx', each);
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION note_change()', each || '_change', each);
        EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note_delete()', each || '_delete', each);
    END LOOP;
END $$;
CREATE TRIGGER events_change BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION note_change();
CREATE TRIGGER events_delete AFTER DELETE ON events FOR EACH ROW EXECUTE FUNCTION note_event_delete();

-- An id that becomes another one is another user: the snapshots must lose the old id whole.
CREATE TRIGGER users_renamed AFTER UPDATE OF user_id ON users FOR EACH ROW WHEN (OLD.user_id <> NEW.user_id) EXECUTE FUNCTION note_delete();
CREATE TRIGGER items_renamed AFTER UPDATE OF item_id ON items FOR EACH ROW WHEN (OLD.item_id <> NEW.item_id) EXECUTE FUNCTION note_delete();

-- The log as people and ad-hoc queries know it.
CREATE VIEW event_log AS
SELECT
    event_id, user_id, item_id,
    (ARRAY['shown', 'view', 'search', 'favorite', 'cart', 'purchase', 'return', 'rate', 'contact'])[kind + 1] AS kind,
    to_timestamp(time / 1000000.0) AS time,
    session_id, order_id, line, quantity, price, currency, value, variant, query, reason,
    channel, campaign_id, request_id, position, model, placement, arm, propensity, import_id, event_no
FROM events;
