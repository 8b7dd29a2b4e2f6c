SELECT key FROM idempotency_keys;
