INSERT INTO message_feedback VALUES ($message_id, $time, $helpful, $intent, $note);
