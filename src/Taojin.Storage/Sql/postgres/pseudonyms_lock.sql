-- Every transaction that writes reads the row first: this waits for those that run, and lets none begin until the names are others.
LOCK TABLE pseudonyms IN ACCESS EXCLUSIVE MODE;
