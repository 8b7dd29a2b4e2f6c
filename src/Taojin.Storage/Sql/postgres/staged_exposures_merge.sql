INSERT INTO exposures (user_id, campaign_id, arm, channel, cost, propensity, time, import_id)
SELECT user_id, campaign_id, arm, channel, cost, propensity, time, @import_id FROM staged_exposures ORDER BY staged_no;
