DELETE FROM {table} WHERE user_id = @user_id;
