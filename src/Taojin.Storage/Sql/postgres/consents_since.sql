-- What users said behind a number; numbers of one moment may become visible out of order, so that the last few are read again.
SELECT row_no, user_id, allowed FROM consents WHERE row_no > @after - 100 ORDER BY time, row_no;
