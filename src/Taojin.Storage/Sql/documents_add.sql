-- Of one id and language the last row counts; a text that is the newest already is a duplicate.
INSERT INTO documents
SELECT r.document_id, r.kind, r.language, r.title, r.text, $valid_from
FROM (
    SELECT * FROM (
        SELECT unnest(json_transform_strict($rows, '[{"nth":"INTEGER","document_id":"VARCHAR","kind":"VARCHAR","language":"VARCHAR","title":"VARCHAR","text":"VARCHAR"}]'), recursive := true))
    QUALIFY row_number() OVER (PARTITION BY document_id, language ORDER BY nth DESC) = 1) r
LEFT JOIN (
    SELECT * FROM documents QUALIFY row_number() OVER (PARTITION BY document_id, language ORDER BY valid_from DESC, rowid DESC) = 1) newest
    ON newest.document_id = r.document_id AND newest.language = r.language
WHERE newest.document_id IS NULL OR newest.kind <> r.kind OR newest.title <> r.title OR newest.text <> r.text
ORDER BY r.nth;
