SELECT kind, count(*), min(time), max(time) FROM events WHERE tx = pg_current_xact_id() AND import_id = @import_id GROUP BY kind ORDER BY kind;
