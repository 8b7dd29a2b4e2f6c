-- What users allow, by purpose. Every answer is kept; the newest of a user stands.
CREATE TABLE consents (
    user_id VARCHAR NOT NULL,               -- may be somebody without any event yet
    allowed UTINYINT NOT NULL,              -- 1 personalisation, 2 analytics, 4 marketing, added up
    time BIGINT NOT NULL                    -- microseconds since 1970 UTC
);
