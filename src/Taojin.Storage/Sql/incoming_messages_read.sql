SELECT message_id, user_id, thread, time, direction, text, queue, sources, model, intent
FROM messages
WHERE direction = 'in' AND time >= $since
ORDER BY time, message_id;
