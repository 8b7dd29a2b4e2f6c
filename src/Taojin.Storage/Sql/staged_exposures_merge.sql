INSERT INTO exposures
SELECT user_index, campaign_id, arm, channel, cost, propensity, time, $import_id FROM staged_exposures ORDER BY staged_no;
