SELECT user_index, campaign_id, coupon, time FROM redemptions ORDER BY time, campaign_id, user_index;
