DELETE FROM events WHERE part = @part AND user_id = @user_id;
