-- Events of each kind on each day of the shop.
SELECT ((time + $offset) // 86400000000)::INTEGER AS day, kind, count(*), sum(coalesce(price, 0) * coalesce(quantity, 1))::DOUBLE
FROM events WHERE time >= $from AND time < $until GROUP BY 1, 2 ORDER BY 1, 2;
