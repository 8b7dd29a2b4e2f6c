SELECT max(drained) FROM journal;
