-- A text that is the newest of its id and language already is a duplicate.
INSERT INTO documents
SELECT $document_id, $kind, $language, $title, $text, $valid_from
WHERE NOT EXISTS (
    SELECT 1 FROM (
        SELECT kind, title, text FROM documents WHERE document_id = $document_id AND language = $language ORDER BY valid_from DESC, rowid DESC LIMIT 1) newest
    WHERE newest.kind = $kind AND newest.title = $title AND newest.text = $text);
