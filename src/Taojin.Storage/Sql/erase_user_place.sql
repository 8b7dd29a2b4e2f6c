INSERT INTO users (user_index, user_id) VALUES ($user, $gone);
