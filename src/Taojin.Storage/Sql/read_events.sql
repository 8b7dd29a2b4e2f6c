SELECT event_no, user_index, item_index, kind, time, coalesce(price, 'nan'::FLOAT), coalesce(quantity, 1::FLOAT) FROM events WHERE time < $before;
