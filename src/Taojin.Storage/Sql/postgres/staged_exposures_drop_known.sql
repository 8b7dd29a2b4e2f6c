-- Of each equal row only as many are new as the table does not hold yet.
DELETE FROM staged_exposures WHERE staged_no IN (
    SELECT staged_no FROM (SELECT *, row_number() OVER (PARTITION BY user_id, campaign_id, arm, channel, cost, propensity, time ORDER BY staged_no) AS nth FROM staged_exposures) s
    WHERE s.nth <= (SELECT count(*) FROM exposures o
    WHERE o.user_id = s.user_id
      AND o.campaign_id IS NOT DISTINCT FROM s.campaign_id
      AND o.arm IS NOT DISTINCT FROM s.arm
      AND o.channel IS NOT DISTINCT FROM s.channel
      AND o.cost IS NOT DISTINCT FROM s.cost
      AND o.propensity IS NOT DISTINCT FROM s.propensity
      AND o.time IS NOT DISTINCT FROM s.time));
