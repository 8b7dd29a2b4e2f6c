SELECT kind, count(*), min(time), max(time) FROM events GROUP BY kind ORDER BY kind;
