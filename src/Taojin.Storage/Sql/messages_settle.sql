UPDATE messages SET queue = NULL WHERE message_id = $message_id;
