SELECT document_id, kind, language, title, text
FROM documents
WHERE valid_from <= $now
QUALIFY row_number() OVER (PARTITION BY document_id, language ORDER BY valid_from DESC, rowid DESC) = 1
ORDER BY document_id, language;
