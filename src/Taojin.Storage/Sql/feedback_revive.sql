UPDATE users SET removed = false WHERE removed AND user_index IN (SELECT user_index FROM staged_feedback);
