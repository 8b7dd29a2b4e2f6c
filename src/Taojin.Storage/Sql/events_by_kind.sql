SELECT kind, count(*), min(time), max(time) FROM events WHERE import_id = $import_id GROUP BY kind ORDER BY kind;
