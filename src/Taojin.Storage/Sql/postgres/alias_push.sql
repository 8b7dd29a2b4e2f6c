INSERT INTO publications (alias, nth, version, time, reason) VALUES (@alias, @nth, @version, @time, @reason) ON CONFLICT DO NOTHING;
