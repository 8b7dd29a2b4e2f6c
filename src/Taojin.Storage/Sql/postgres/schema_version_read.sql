CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL, applied BIGINT NOT NULL);
SELECT coalesce(max(version), 0) FROM schema_version;
