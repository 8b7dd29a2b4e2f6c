INSERT INTO cluster_views (cluster, version) VALUES (@cluster, 0) ON CONFLICT (cluster) DO NOTHING;
