DELETE FROM idempotency_keys WHERE time < $since;
