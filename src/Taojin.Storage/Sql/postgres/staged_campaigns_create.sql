CREATE TEMP TABLE staged_campaigns (staged_no BIGINT, campaign_id TEXT, title TEXT, channel TEXT, arms TEXT, offers TEXT, cost DOUBLE PRECISION, starts BIGINT, ends BIGINT) ON COMMIT DROP;
