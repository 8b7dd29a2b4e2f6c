DELETE FROM users WHERE user_id = @user_id;
