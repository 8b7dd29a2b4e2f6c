DELETE FROM erasure_orders WHERE copy_id = @copy_id AND user_id = @user_id;
