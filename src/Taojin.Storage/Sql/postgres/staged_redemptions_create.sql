CREATE TEMP TABLE staged_redemptions (staged_no BIGINT, user_id TEXT, campaign_id TEXT, coupon TEXT, time BIGINT) ON COMMIT DROP;
