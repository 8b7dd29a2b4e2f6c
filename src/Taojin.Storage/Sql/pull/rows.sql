-- The first condition lets an index on the cursor be used; the second parts rows of one moment. A name alone would order by the text that is given out.
SELECT t.{cursor}::text, t.{id}::text{columns}
FROM {table} t
WHERE t.{cursor} >= @after::text::{type} AND (t.{cursor}, t.{id}::text COLLATE "C") > (@after::text::{type}, @id)
ORDER BY t.{cursor}, t.{id}::text COLLATE "C"
LIMIT @count;
