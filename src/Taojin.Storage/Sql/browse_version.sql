-- What the log and the tables around it are like, as one word that changes when they do.
SELECT concat_ws('-',
    (SELECT count(*) FROM events), (SELECT coalesce(max(event_no), 0) FROM events), (SELECT count(*) FROM users), (SELECT count(*) FROM reviews),
    (SELECT count(*) FROM imports), (SELECT count(*) FROM exposures), (SELECT count(*) FROM messages), (SELECT count(*) FROM consents), (SELECT coalesce(max(time), 0) FROM consents));
