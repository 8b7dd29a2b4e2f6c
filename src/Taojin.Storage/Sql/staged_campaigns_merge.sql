INSERT INTO campaigns
SELECT campaign_id, title, channel, arms, offers, cost, starts, ends, $import_id FROM staged_campaigns ORDER BY staged_no;
