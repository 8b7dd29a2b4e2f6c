-- A server that is cut off in the middle of a transaction must not hold its rows against the others, which are asked for the same events next.
SET idle_in_transaction_session_timeout = '3s';
