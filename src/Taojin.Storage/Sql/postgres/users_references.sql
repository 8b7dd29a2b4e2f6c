SELECT (EXISTS (SELECT FROM events WHERE part = @part AND user_id = @user_id) OR EXISTS (SELECT FROM reviews WHERE user_id = @user_id) OR EXISTS (SELECT FROM feedback WHERE user_id = @user_id))::int;
