WITH moved AS (
    UPDATE cluster_views SET version = @version
    WHERE cluster = @cluster AND version = @seen AND EXISTS (SELECT FROM cluster_members WHERE cluster = @cluster AND address = @address)
    RETURNING cluster)
UPDATE cluster_members m
SET status = @status, name = @name, host = @host, started = @started, alive = @alive, suspects = @suspects
FROM moved WHERE m.cluster = moved.cluster AND m.address = @address;
