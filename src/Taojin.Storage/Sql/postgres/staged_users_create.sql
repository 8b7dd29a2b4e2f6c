CREATE TEMP TABLE staged_users (staged_no BIGINT, user_id TEXT, attributes TEXT) ON COMMIT DROP;
