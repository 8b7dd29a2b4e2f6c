CREATE OR REPLACE TEMP TABLE staged_exposures (staged_no BIGINT, user_index INTEGER, campaign_id VARCHAR, arm VARCHAR, channel VARCHAR, cost DOUBLE, propensity DOUBLE, time BIGINT);
