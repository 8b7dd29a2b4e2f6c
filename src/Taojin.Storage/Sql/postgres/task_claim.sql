INSERT INTO tasks (task_id, server, body, claim) VALUES (@task_id, @server, @body, @claim) ON CONFLICT (claim) DO NOTHING;
