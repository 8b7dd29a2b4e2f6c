INSERT INTO consents VALUES ($user_id, $allowed, $time);
