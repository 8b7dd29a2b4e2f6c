INSERT INTO idempotency_keys VALUES ($key, $body, $answer, $time);
