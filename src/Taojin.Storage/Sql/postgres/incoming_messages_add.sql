-- A message that is known by its id is a duplicate.
INSERT INTO messages (message_id, user_id, thread, time, direction, text, intent, queue)
SELECT r.message_id, nullif(r.user_id, ''), r.thread, r.time, 'in', r.text, nullif(r.intent, ''), nullif(r.queue, '')
FROM (
    SELECT DISTINCT ON (message_id) *
    FROM json_to_recordset(@rows::json) AS j (nth INTEGER, message_id TEXT, user_id TEXT, thread TEXT, time BIGINT, text TEXT, intent TEXT, queue TEXT)
    ORDER BY message_id, nth) r
WHERE NOT EXISTS (SELECT FROM messages m WHERE m.message_id = r.message_id)
ORDER BY r.nth;
