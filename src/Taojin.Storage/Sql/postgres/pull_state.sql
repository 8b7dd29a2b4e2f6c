-- Which store this is, whose copy of it answers, and what it shows now.
SELECT (SELECT store_id::text FROM store) || ' ' || (SELECT system_identifier::text FROM pg_control_system()) || ' ' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8),
    pg_current_snapshot()::text;
