SELECT clock_timestamp()::text, pg_snapshot_xmax(pg_current_snapshot())::text;
