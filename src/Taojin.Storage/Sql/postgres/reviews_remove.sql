DELETE FROM reviews WHERE review_id IN (SELECT json_array_elements_text(@review_ids::json));
