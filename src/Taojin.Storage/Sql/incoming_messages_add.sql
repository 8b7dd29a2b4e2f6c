-- A message that is known by its id is a duplicate.
INSERT INTO messages
SELECT r.message_id, nullif(r.user_id, ''), r.thread, r.time, 'in', r.text, nullif(r.intent, ''), nullif(r.queue, ''), NULL, NULL, NULL, NULL
FROM (
    SELECT * FROM (
        SELECT unnest(json_transform_strict($rows, '[{"nth":"INTEGER","message_id":"VARCHAR","user_id":"VARCHAR","thread":"VARCHAR","time":"BIGINT","text":"VARCHAR","intent":"VARCHAR","queue":"VARCHAR"}]'), recursive := true))
    QUALIFY row_number() OVER (PARTITION BY message_id ORDER BY nth) = 1) r
WHERE r.message_id NOT IN (SELECT message_id FROM messages)
ORDER BY r.nth;
