SELECT count(*), count(price), count(quantity) FROM events WHERE time < $before;
