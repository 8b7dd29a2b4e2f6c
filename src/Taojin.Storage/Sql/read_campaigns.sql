SELECT campaign_id, title, channel, arms, offers, cost, starts, ends FROM campaigns ORDER BY starts, campaign_id;
