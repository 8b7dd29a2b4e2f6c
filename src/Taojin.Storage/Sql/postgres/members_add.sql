WITH moved AS (UPDATE cluster_views SET version = @version WHERE cluster = @cluster AND version = @seen RETURNING cluster)
INSERT INTO cluster_members (cluster, address, status, name, host, started, alive, suspects)
SELECT cluster, @address, @status, @name, @host, @started, @alive, @suspects FROM moved;
