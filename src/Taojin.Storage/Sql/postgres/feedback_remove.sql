DELETE FROM feedback WHERE (@feedback_type::text IS NULL OR feedback_type = @feedback_type) AND user_id = @user_id AND (@item_id::text IS NULL OR item_id = @item_id);
