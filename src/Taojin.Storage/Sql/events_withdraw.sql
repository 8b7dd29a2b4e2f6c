-- Touches of a user that no feedback stands for any more.
CREATE OR REPLACE TEMP TABLE events_withdrawn AS
SELECT e.event_no
FROM events e
ANTI JOIN feedback f ON f.kind = e.kind AND f.user_index = e.user_index AND f.item_index = e.item_index
WHERE e.user_index = (SELECT user_index FROM users WHERE user_id = $user_id) AND e.kind IN (1, 3, 4, 5, 6, 7) AND ($kind IS NULL OR e.kind = $kind)
  AND ($item_id IS NULL OR e.item_index = (SELECT item_index FROM items WHERE item_id = $item_id));
DELETE FROM event_details WHERE event_no IN (SELECT event_no FROM events_withdrawn);
DELETE FROM events WHERE event_no IN (SELECT event_no FROM events_withdrawn);
