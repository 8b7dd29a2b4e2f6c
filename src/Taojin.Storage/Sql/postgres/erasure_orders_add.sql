INSERT INTO erasure_orders (copy_id, user_id, signs, asked)
SELECT copy_id, @user_id, @signs, @now FROM copies WHERE copy_id <> @copy_id
ON CONFLICT DO NOTHING;
