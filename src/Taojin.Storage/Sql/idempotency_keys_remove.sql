DELETE FROM idempotency_keys WHERE list_contains(from_json($keys, '["VARCHAR"]'), key);
