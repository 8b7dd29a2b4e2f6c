INSERT INTO redemptions (user_id, campaign_id, coupon, time, import_id)
SELECT user_id, campaign_id, coupon, time, @import_id FROM staged_redemptions ORDER BY staged_no;
