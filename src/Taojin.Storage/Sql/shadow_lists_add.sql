INSERT INTO shadow_lists SELECT $request_id, user_index, $time, $placement, $items FROM users WHERE user_id = $user_id;
