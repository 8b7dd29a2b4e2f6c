SELECT user_index, campaign_id, arm, channel, cost, propensity, time FROM exposures ORDER BY time, campaign_id, user_index;
