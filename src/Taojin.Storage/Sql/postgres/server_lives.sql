-- Held by a server as long as its connection is: also one whose machine is cut off is noticed within half a minute.
SET tcp_keepalives_idle = 10;
SET tcp_keepalives_interval = 5;
SET tcp_keepalives_count = 3;
SELECT pg_advisory_lock(29803, @server);
