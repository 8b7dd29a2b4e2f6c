SELECT key, body, answer, time FROM idempotency_keys WHERE time >= $since;
