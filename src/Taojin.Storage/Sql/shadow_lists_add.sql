INSERT INTO shadow_lists VALUES ($request_id, $user_index, $time, $placement, $items);
