SELECT coalesce(max(event_no), -1) + 1 FROM events;
