DELETE FROM cluster_members WHERE cluster = @cluster AND status = @status AND alive < @before;
