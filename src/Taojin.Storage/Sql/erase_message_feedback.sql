DELETE FROM message_feedback WHERE message_id IN (SELECT message_id FROM messages WHERE thread IN (SELECT thread FROM messages WHERE user_id = $user_id));
