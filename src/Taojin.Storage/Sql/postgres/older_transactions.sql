-- Whether somebody still sees what was before: readers of this database, and writers of any, for every reader's horizon lies behind them.
SELECT (pg_snapshot_xmin(pg_current_snapshot()) < @next::text::xid8
    OR EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < @moment::text::timestamptz))::int;
