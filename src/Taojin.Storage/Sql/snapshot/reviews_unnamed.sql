-- Reviews without an id of their own, by the id that this program gives them.
SELECT r.row_no
FROM review_list l
JOIN reviews r ON r.rowid = l.row_no
WHERE r.review_id IS NULL AND list_contains(from_json($review_ids, '["VARCHAR"]'), l.review_id);
