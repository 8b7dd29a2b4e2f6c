SELECT user_id, signs FROM erasure_orders WHERE copy_id = @copy_id;
