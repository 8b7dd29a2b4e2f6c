CREATE OR REPLACE TEMP TABLE staged_users (staged_no BIGINT, user_index INTEGER, attributes VARCHAR);
