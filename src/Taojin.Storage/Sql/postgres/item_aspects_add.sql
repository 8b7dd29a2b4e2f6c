INSERT INTO item_aspects (item_id, aspect, score, praise, blame, neutral, time)
SELECT i.item_id, r.aspect, r.score, r.praise, r.blame, r.neutral, @time
FROM json_to_recordset(@rows::json) AS r (item_id TEXT, aspect TEXT, score DOUBLE PRECISION, praise INTEGER, blame INTEGER, neutral INTEGER)
JOIN items i ON i.item_id = r.item_id;
