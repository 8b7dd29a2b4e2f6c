-- Of two calls with one key the second waits here for the first. One whose time is over is as good as none.
INSERT INTO idempotency_keys (key, body, answer, time) VALUES (@key, @body, '', @time)
ON CONFLICT (key) DO UPDATE SET body = EXCLUDED.body, answer = '', time = EXCLUDED.time WHERE idempotency_keys.time < @since;
