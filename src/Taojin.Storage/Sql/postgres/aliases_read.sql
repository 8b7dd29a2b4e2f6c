-- Who answers now, everybody or a share of the users: another text means that other models answer.
SELECT alias, string_agg(version || coalesce(' ' || share::TEXT, ''), ' ' ORDER BY nth) FROM publications WHERE ended IS NULL GROUP BY alias ORDER BY alias;
