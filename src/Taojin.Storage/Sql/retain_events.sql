DELETE FROM events WHERE time < $before;
