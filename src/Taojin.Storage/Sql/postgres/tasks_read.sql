-- Whose server does not hold its lock any more was left.
SELECT t.task_id, t.body, NOT EXISTS (
    SELECT FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.granted AND l.classid = 29803 AND l.objid = t.server::oid AND l.objsubid = 2
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
FROM tasks t
ORDER BY t.task_id DESC
LIMIT @most;
