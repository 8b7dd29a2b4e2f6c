-- Of several rows of one id the last counts; what says nothing new goes.
DELETE FROM staged_campaigns
WHERE staged_no NOT IN (SELECT max(staged_no) FROM staged_campaigns GROUP BY campaign_id)
   OR EXISTS (SELECT FROM campaigns o
    WHERE o.campaign_id = staged_campaigns.campaign_id
      AND o.title IS NOT DISTINCT FROM staged_campaigns.title
      AND o.channel IS NOT DISTINCT FROM staged_campaigns.channel
      AND o.arms IS NOT DISTINCT FROM staged_campaigns.arms
      AND o.offers IS NOT DISTINCT FROM staged_campaigns.offers
      AND o.cost IS NOT DISTINCT FROM staged_campaigns.cost
      AND o.starts IS NOT DISTINCT FROM staged_campaigns.starts
      AND o.ends IS NOT DISTINCT FROM staged_campaigns.ends);
