WITH gone AS (
    DELETE FROM events e
    WHERE part = @part AND user_id = @user_id AND kind IN (1, 3, 4, 5, 6, 7) AND (@kind::smallint IS NULL OR kind = @kind) AND (@item_id::text IS NULL OR item_id = @item_id)
      AND NOT EXISTS (SELECT FROM feedback f WHERE f.kind = e.kind AND f.user_id = e.user_id AND f.item_id = e.item_id)
    RETURNING event_id
)
DELETE FROM event_ids WHERE event_id IN (SELECT event_id FROM gone);
