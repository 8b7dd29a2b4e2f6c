-- The type of a column, as casts name it; no row where table or column are not there.
SELECT format_type(a.atttypid, a.atttypmod)
FROM pg_attribute a
WHERE a.attrelid = to_regclass(@table) AND a.attname = @column AND a.attnum > 0 AND NOT a.attisdropped;
