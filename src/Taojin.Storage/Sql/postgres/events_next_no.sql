-- Rows are numbered within their import, from 1; the log gives them their own numbers.
SELECT 1;
