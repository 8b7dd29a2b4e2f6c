-- One program at a time makes or changes the tables. 'tj' and what for: 1 schema, 2 imports.
SELECT pg_advisory_xact_lock(29802, 1);
