DELETE FROM message_feedback WHERE message_id IN (SELECT message_id FROM messages WHERE time < $before);
