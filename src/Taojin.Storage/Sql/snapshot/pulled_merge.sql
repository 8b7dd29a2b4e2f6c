-- A row that is here already takes the new values in its place; the others come after it, in the order in which they were first written.
MERGE INTO {table} USING pulled USING ({key}) WHEN MATCHED THEN UPDATE;
INSERT INTO {table} SELECT * FROM pulled p WHERE NOT EXISTS (FROM {table} held WHERE held.{key} = p.{key}) ORDER BY row_no;
