-- What users allow, feedback of the Gorse API, what reviews say of items.
CREATE TABLE consents (                     -- every answer is kept; the newest of a user stands
    user_id TEXT NOT NULL,
    allowed SMALLINT NOT NULL,              -- 1 personalisation, 2 analytics, 4 marketing, added up
    time BIGINT NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE TABLE feedback (                     -- one row a type, user and item
    feedback_type TEXT NOT NULL,
    kind SMALLINT,                          -- what the type means in the log; empty: nothing there
    user_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    time BIGINT,                            -- empty: none was given
    updated BIGINT,
    labels TEXT,                            -- JSON
    comment TEXT NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (user_id, item_id, feedback_type)
);

CREATE TABLE item_aspects (                 -- each writing replaces the last
    item_id TEXT NOT NULL,
    aspect TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    praise INTEGER NOT NULL,
    blame INTEGER NOT NULL,
    neutral INTEGER NOT NULL,
    time BIGINT NOT NULL,
    row_no BIGINT GENERATED ALWAYS AS IDENTITY,
    tx XID8 NOT NULL DEFAULT pg_current_xact_id()
);

DO $$
DECLARE
    each TEXT;
BEGIN
    FOREACH each IN ARRAY ARRAY['consents', 'feedback', 'item_aspects']
    LOOP
        EXECUTE format('CREATE INDEX %I ON %I (tx)', each || '_tx', each);
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION note_change()', each || '_change', each);
        EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I FOR EACH ROW EXECUTE FUNCTION note_delete()', each || '_delete', each);
    END LOOP;
END $$;

-- Folders that hold a copy of this store. Who erases a person leaves each of the others an order, which that copy carries out and takes away.
CREATE TABLE copies (
    copy_id TEXT PRIMARY KEY,
    opened BIGINT NOT NULL                  -- microseconds since 1970 UTC; a copy that was not opened for long is struck, and refused when it comes back
);

CREATE TABLE erasure_orders (
    copy_id TEXT NOT NULL REFERENCES copies ON DELETE CASCADE,
    user_id TEXT NOT NULL,
    signs TEXT NOT NULL,                    -- JSON array of texts by which the person is found in files; gone with the order
    asked BIGINT NOT NULL,
    PRIMARY KEY (copy_id, user_id)
);
