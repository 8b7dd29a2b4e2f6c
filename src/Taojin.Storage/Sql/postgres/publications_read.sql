SELECT alias, version, time, reason, share, tried_since, ended, answers_from FROM publications ORDER BY alias, nth;
