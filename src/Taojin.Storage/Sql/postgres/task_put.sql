INSERT INTO tasks (task_id, server, body) VALUES (@task_id, @server, @body)
ON CONFLICT (task_id) DO UPDATE SET body = excluded.body;
DELETE FROM tasks WHERE task_id < (SELECT min(task_id) FROM (SELECT task_id FROM tasks ORDER BY task_id DESC LIMIT @most) newest);
