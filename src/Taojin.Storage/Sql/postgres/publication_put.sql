INSERT INTO publications (alias, nth, version, time, reason, share, tried_since, ended, answers_from)
VALUES (@alias, @nth, @version, @time, @reason, @share, @tried_since, @ended, @answers_from)
ON CONFLICT (alias, nth) DO UPDATE SET
    version = excluded.version, time = excluded.time, reason = excluded.reason, share = excluded.share, tried_since = excluded.tried_since, ended = excluded.ended, answers_from = excluded.answers_from;
