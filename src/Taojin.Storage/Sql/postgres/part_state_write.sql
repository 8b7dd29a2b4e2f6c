INSERT INTO partition_states (part, seen, state) VALUES (@part, @seen, @state)
ON CONFLICT (part) DO UPDATE SET seen = EXCLUDED.seen, state = EXCLUDED.state;
