-- One statement sees one moment: the version and the members belong together.
SELECT v.version, m.address, m.status, m.name, m.host, m.started, m.alive, m.suspects
FROM cluster_views v
LEFT JOIN cluster_members m ON m.cluster = v.cluster AND (@address::TEXT IS NULL OR m.address = @address)
WHERE v.cluster = @cluster;
