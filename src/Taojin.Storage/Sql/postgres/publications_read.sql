SELECT alias, version, time, reason, share, tried_since, ended FROM publications ORDER BY alias, nth;
