SELECT message_id, user_id, thread, time, direction, text, queue, sources, model
FROM messages
WHERE thread = $thread
ORDER BY time, direction, rowid;
