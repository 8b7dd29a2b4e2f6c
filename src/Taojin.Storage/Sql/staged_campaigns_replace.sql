DELETE FROM campaigns WHERE campaign_id IN (SELECT campaign_id FROM staged_campaigns);
