INSERT INTO shadow_lists (request_id, user_id, time, placement, items)
SELECT @request_id::text, user_id, @time::bigint, @placement::text, @items::text FROM users WHERE user_id = @user_id;
