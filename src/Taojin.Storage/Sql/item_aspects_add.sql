INSERT INTO item_aspects
SELECT i.item_index, r.aspect, r.score, r.praise, r.blame, r.neutral, $time
FROM (SELECT unnest(json_transform_strict($rows, '[{"item_id":"VARCHAR","aspect":"VARCHAR","score":"DOUBLE","praise":"INTEGER","blame":"INTEGER","neutral":"INTEGER"}]'), recursive := true)) r
JOIN items i ON i.item_id = r.item_id;
