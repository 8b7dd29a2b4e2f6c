WITH gone AS (DELETE FROM cluster_members WHERE cluster = @cluster)
DELETE FROM cluster_views WHERE cluster = @cluster;
