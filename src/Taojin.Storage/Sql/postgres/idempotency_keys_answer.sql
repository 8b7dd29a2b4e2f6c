SELECT body, answer FROM idempotency_keys WHERE key = @key;
