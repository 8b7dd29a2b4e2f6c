-- Of each equal row only as many are new as the table does not hold yet.
DELETE FROM staged_redemptions WHERE staged_no IN (
    SELECT staged_no FROM (SELECT *, row_number() OVER (PARTITION BY user_id, campaign_id, coupon, time ORDER BY staged_no) AS nth FROM staged_redemptions) s
    WHERE s.nth <= (SELECT count(*) FROM redemptions o
    WHERE o.user_id = s.user_id
      AND o.campaign_id IS NOT DISTINCT FROM s.campaign_id
      AND o.coupon IS NOT DISTINCT FROM s.coupon
      AND o.time IS NOT DISTINCT FROM s.time));
