INSERT INTO messages VALUES ($message_id, $user_id, $thread, $time, $direction, $text, $intent, $queue, $sources, $model, $seconds, $tokens);
