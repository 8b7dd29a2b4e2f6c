INSERT INTO redemptions
SELECT user_index, campaign_id, coupon, time, $import_id FROM staged_redemptions ORDER BY staged_no;
