-- What a person wrote: by it the person is found in files beside the database.
SELECT text FROM reviews WHERE user_index = $user AND text IS NOT NULL
UNION ALL SELECT title FROM reviews WHERE user_index = $user AND title IS NOT NULL
UNION ALL SELECT text FROM messages WHERE user_id = $user_id
UNION ALL SELECT d.query FROM events e JOIN event_details d ON d.event_no = e.event_no WHERE e.user_index = $user AND d.query IS NOT NULL;
