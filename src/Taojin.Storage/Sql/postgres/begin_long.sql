SET LOCAL work_mem = '128MB';
SET LOCAL synchronous_commit = on;
