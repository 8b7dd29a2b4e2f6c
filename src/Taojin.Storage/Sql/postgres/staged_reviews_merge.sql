-- A review with an id is one review for ever; without one the bag rule of events holds.
INSERT INTO reviews (review_id, user_id, item_id, order_id, time, rating, title, text, import_id)
SELECT s.review_id, s.user_id, s.item_id, s.order_id, s.time, s.rating, s.title, s.text, @import_id
FROM (
    SELECT *, row_number() OVER (PARTITION BY review_id, user_id, item_id, order_id, time, rating, title, text ORDER BY staged_no) AS nth,
        row_number() OVER (PARTITION BY review_id ORDER BY staged_no) AS nth_of_id
    FROM staged_reviews
) s
WHERE CASE
    WHEN s.review_id IS NOT NULL THEN s.nth_of_id = 1 AND NOT EXISTS (SELECT FROM reviews r WHERE r.review_id = s.review_id)
    ELSE s.nth > (
        SELECT count(*) FROM reviews r
        WHERE r.review_id IS NULL AND r.user_id = s.user_id AND r.item_id = s.item_id AND r.time = s.time
          AND r.order_id IS NOT DISTINCT FROM s.order_id AND r.rating IS NOT DISTINCT FROM s.rating
          AND r.title IS NOT DISTINCT FROM s.title AND r.text IS NOT DISTINCT FROM s.text)
END
ORDER BY s.staged_no;
