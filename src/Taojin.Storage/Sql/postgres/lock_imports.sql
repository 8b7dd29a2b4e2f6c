-- One import at a time: the rule of equal rows counts what the log holds. Live events go on meanwhile.
SELECT pg_advisory_xact_lock(29802, 2);
