INSERT INTO publications (alias, nth, version, time, reason, share, tried_since, ended)
VALUES (@alias, @nth, @version, @time, @reason, @share, @tried_since, @ended)
ON CONFLICT (alias, nth) DO UPDATE SET
    version = excluded.version, time = excluded.time, reason = excluded.reason, share = excluded.share, tried_since = excluded.tried_since, ended = excluded.ended;
