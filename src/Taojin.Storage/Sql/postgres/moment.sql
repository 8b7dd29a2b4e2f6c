SELECT clock_timestamp()::text;
