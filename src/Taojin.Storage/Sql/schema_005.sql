-- What a list was: where it stood, which arm of an experiment made it, and with what probability each item came to its place.
ALTER TABLE event_details ADD COLUMN placement VARCHAR;
ALTER TABLE event_details ADD COLUMN arm VARCHAR;               -- experiment/arm, such as home-2026/control
ALTER TABLE event_details ADD COLUMN propensity FLOAT;

-- Lists that were made beside the shown ones, to be judged by what their users did.
CREATE TABLE shadow_lists (
    request_id VARCHAR NOT NULL,            -- of the list that was shown
    user_index INTEGER NOT NULL,
    time BIGINT NOT NULL,                   -- microseconds since 1970 UTC
    placement VARCHAR NOT NULL,             -- the one that made it
    items VARCHAR NOT NULL                  -- JSON array of item ids, in order
);

CREATE OR REPLACE VIEW event_log AS
SELECT
    d.event_id,
    u.user_id,
    i.item_id,
    ['shown', 'view', 'search', 'favorite', 'cart', 'purchase', 'return', 'rate', 'contact'][e.kind + 1] AS kind,
    make_timestamp(e.time) AS time,
    d.session_id, d.order_id, d.line, e.quantity, e.price, d.currency, d.value, d.variant, d.query, d.reason,
    d.channel, d.campaign_id, d.request_id, d.position, d.model, d.placement, d.arm, d.propensity,
    e.import_id, e.event_no
FROM events e
JOIN users u ON u.user_index = e.user_index
LEFT JOIN items i ON i.item_index = e.item_index
LEFT JOIN event_details d ON d.event_no = e.event_no;
