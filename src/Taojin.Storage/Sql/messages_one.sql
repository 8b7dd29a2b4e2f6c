SELECT message_id, user_id, thread, time, direction, text, queue, sources, model
FROM messages
WHERE message_id = $message_id;
