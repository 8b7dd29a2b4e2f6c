SELECT (EXISTS (SELECT FROM events WHERE item_id = @item_id) OR EXISTS (SELECT FROM reviews WHERE item_id = @item_id) OR EXISTS (SELECT FROM feedback WHERE item_id = @item_id))::int;
