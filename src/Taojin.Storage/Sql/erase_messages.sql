DELETE FROM messages WHERE thread IN (SELECT thread FROM messages WHERE user_id = $user_id);
