-- A publication is kept when it is taken back, with the reason; some are tried out with a share of the users first.
ALTER TABLE publications
    ADD COLUMN share DOUBLE PRECISION,      -- of the users; null: all
    ADD COLUMN tried_since BIGINT,          -- when it began as a canary
    ADD COLUMN ended TEXT;                  -- JSON: when, why, figures; null while it was not taken back
UPDATE publications p SET nth = -1 - ranks.place
FROM (SELECT alias, nth, row_number() OVER (PARTITION BY alias ORDER BY nth) - 1 AS place FROM publications) ranks
WHERE p.alias = ranks.alias AND p.nth = ranks.nth;
UPDATE publications SET nth = -1 - nth; -- from 0 without gaps; by way of numbers that nothing has
