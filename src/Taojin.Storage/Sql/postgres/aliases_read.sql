SELECT DISTINCT ON (alias) alias, version FROM publications ORDER BY alias, nth DESC;
