SELECT to_json(e) FROM event_log e WHERE user_id = $user_id ORDER BY time;
