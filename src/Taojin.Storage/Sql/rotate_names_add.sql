INSERT INTO new_names SELECT unnest(json_transform_strict($rows, '[{"old_id":"VARCHAR","new_id":"VARCHAR"}]'), recursive := true);
