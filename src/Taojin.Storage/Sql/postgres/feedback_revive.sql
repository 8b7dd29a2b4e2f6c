UPDATE users SET removed = false WHERE removed AND user_id IN (SELECT user_id FROM staged_feedback);
