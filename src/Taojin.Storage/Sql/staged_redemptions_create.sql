CREATE OR REPLACE TEMP TABLE staged_redemptions (staged_no BIGINT, user_index INTEGER, campaign_id VARCHAR, coupon VARCHAR, time BIGINT);
