-- What a node of a cluster had made of a partition's events, so that whoever takes the partition over need not fold them all again.
CREATE TABLE partition_states (
    part SMALLINT PRIMARY KEY,
    seen TEXT NOT NULL,                     -- pg_snapshot up to which events are in it
    state BYTEA NOT NULL                    -- ends in its own checksum
);
