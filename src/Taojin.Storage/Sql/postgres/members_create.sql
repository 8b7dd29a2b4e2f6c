-- Who is in a cluster, beside a shop's tables or in any other database. Several processes may start at once: one makes the tables, the others wait.
SELECT pg_advisory_xact_lock(7310868735);
CREATE TABLE IF NOT EXISTS cluster_views (
    cluster TEXT PRIMARY KEY,
    version INTEGER NOT NULL                -- counts the changes of who is in it; a change names the version that it saw
);
CREATE TABLE IF NOT EXISTS cluster_members (
    cluster TEXT NOT NULL,
    address TEXT NOT NULL,                  -- address, port and moment of start: a process that starts anew is another member
    status INTEGER NOT NULL,
    name TEXT NOT NULL,
    host TEXT NOT NULL,
    started BIGINT NOT NULL,                -- microseconds since 1970 UTC
    alive BIGINT NOT NULL,
    suspects TEXT NOT NULL,                 -- who misses it, and since when
    PRIMARY KEY (cluster, address)
);
