DELETE FROM messages WHERE time < $before;
