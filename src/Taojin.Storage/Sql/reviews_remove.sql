DELETE FROM reviews WHERE rowid IN (SELECT row_no FROM review_list WHERE list_contains(from_json($review_ids, '["VARCHAR"]'), review_id));
