SELECT user_id, arg_max(allowed, time) FROM consents GROUP BY user_id;
