CREATE OR REPLACE TEMP TABLE pulled_deleted (row_no BIGINT);
