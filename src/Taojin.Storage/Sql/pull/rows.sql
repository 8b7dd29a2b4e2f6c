-- The first condition lets an index on the cursor be used; the second parts rows of one moment.
SELECT {cursor}::text, {id}::text{columns}
FROM {table}
WHERE {cursor} >= @after::text::{type} AND ({cursor}, {id}::text COLLATE "C") > (@after::text::{type}, @id)
ORDER BY {cursor}, {id}::text COLLATE "C"
LIMIT @count;
