DELETE FROM event_details WHERE event_no IN (SELECT event_no FROM events WHERE user_index = $user);
