CREATE TEMP TABLE IF NOT EXISTS live_events (
    event_no BIGINT, user_id TEXT, part SMALLINT, item_id TEXT, kind SMALLINT, time BIGINT, price REAL, quantity REAL, import_id INTEGER, detailed BOOLEAN) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS live_details (
    event_no BIGINT, value REAL, position INTEGER, propensity REAL, event_id TEXT, session_id TEXT, order_id TEXT, line TEXT, currency TEXT, variant TEXT, query TEXT,
    reason TEXT, channel TEXT, campaign_id TEXT, request_id TEXT, model TEXT, placement TEXT, arm TEXT) ON COMMIT DELETE ROWS;
