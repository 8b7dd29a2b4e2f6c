CREATE OR REPLACE TEMP TABLE staged_campaigns (staged_no BIGINT, campaign_id VARCHAR, title VARCHAR, channel VARCHAR, arms VARCHAR, offers VARCHAR, cost DOUBLE, starts BIGINT, ends BIGINT);
