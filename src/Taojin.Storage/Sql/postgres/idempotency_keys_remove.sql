DELETE FROM idempotency_keys WHERE key IN (SELECT json_array_elements_text(@keys::json));
