-- Intents that people gave: the newest correction of a message stands before what it came with; what a model said is not learned from.
SELECT m.text, coalesce(f.intent, m.intent), m.queue, m.user_id, m.message_id
FROM messages m
LEFT JOIN (SELECT message_id, arg_max(intent, time) AS intent FROM message_feedback WHERE intent IS NOT NULL GROUP BY message_id) f ON f.message_id = m.message_id
WHERE m.direction = 'in' AND (f.intent IS NOT NULL OR (m.intent IS NOT NULL AND m.model IS NULL))
ORDER BY m.time, m.message_id;
