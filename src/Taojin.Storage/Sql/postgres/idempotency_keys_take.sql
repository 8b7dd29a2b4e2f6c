-- Of two calls with one key the second waits here for the first.
INSERT INTO idempotency_keys (key, body, answer, time) VALUES (@key, @body, '', @time) ON CONFLICT DO NOTHING;
