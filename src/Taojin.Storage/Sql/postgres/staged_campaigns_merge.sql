INSERT INTO campaigns (campaign_id, title, channel, arms, offers, cost, starts, ends, import_id)
SELECT campaign_id, title, channel, arms, offers, cost, starts, ends, @import_id FROM staged_campaigns ORDER BY staged_no;
