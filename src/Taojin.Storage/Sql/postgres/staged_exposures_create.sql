CREATE TEMP TABLE staged_exposures (staged_no BIGINT, user_id TEXT, campaign_id TEXT, arm TEXT, channel TEXT, cost DOUBLE PRECISION, propensity DOUBLE PRECISION, time BIGINT) ON COMMIT DROP;
