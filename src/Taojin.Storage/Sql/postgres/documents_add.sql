-- Of one id and language the last row counts; a text that is the newest already is a duplicate.
INSERT INTO documents (document_id, kind, language, title, text, valid_from)
SELECT r.document_id, r.kind, r.language, r.title, r.text, @valid_from
FROM (
    SELECT DISTINCT ON (document_id, language) *
    FROM json_to_recordset(@rows::json) AS t (nth INTEGER, document_id TEXT, kind TEXT, language TEXT, title TEXT, text TEXT)
    ORDER BY document_id, language, nth DESC) r
LEFT JOIN (
    SELECT DISTINCT ON (document_id, language) * FROM documents ORDER BY document_id, language, valid_from DESC, row_no DESC) newest
    ON newest.document_id = r.document_id AND newest.language = r.language
WHERE newest.document_id IS NULL OR newest.kind <> r.kind OR newest.title <> r.title OR newest.text <> r.text
ORDER BY r.nth;
