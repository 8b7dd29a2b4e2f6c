-- What reviews say of items, aspect by aspect; each writing replaces the last.
CREATE TABLE item_aspects (
    item_index INTEGER NOT NULL,
    aspect VARCHAR NOT NULL,                -- such as size_fit
    score DOUBLE NOT NULL,                  -- (praise - blame) / (praise + blame + 5)
    praise INTEGER NOT NULL,
    blame INTEGER NOT NULL,
    neutral INTEGER NOT NULL,
    time BIGINT NOT NULL                    -- microseconds since 1970 UTC
);
