DELETE FROM reviews WHERE row_no IN (SELECT json_array_elements_text(@rows::json)::bigint);
