INSERT INTO new_names SELECT * FROM json_to_recordset(@rows::json) AS r (old_id TEXT, new_id TEXT, part SMALLINT) ON CONFLICT DO NOTHING;
