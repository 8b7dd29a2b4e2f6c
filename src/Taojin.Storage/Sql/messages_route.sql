UPDATE messages SET intent = $intent, queue = $queue, model = $model WHERE message_id = $message_id AND (intent IS NULL OR model IS NOT NULL);
