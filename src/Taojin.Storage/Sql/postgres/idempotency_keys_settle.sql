UPDATE idempotency_keys SET answer = @answer WHERE key = @key;
