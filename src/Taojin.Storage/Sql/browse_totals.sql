-- What happened in a span, by kind: events, people, and what was spent.
SELECT kind, count(*), count(DISTINCT user_index), sum(coalesce(price, 0) * coalesce(quantity, 1))::DOUBLE
FROM events WHERE time >= $from AND time < $until GROUP BY kind ORDER BY kind;
