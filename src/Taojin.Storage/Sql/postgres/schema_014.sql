-- How many keys the names of users stand behind; one row. Whoever writes reads it in the same transaction, so that no server writes an older name.
CREATE TABLE pseudonyms (
    generation INTEGER NOT NULL,            -- 0: no key has been used yet
    mark TEXT NOT NULL,                     -- says which keys, without saying them
    tx XID8                                 -- of the last rotation: its rows are no news
);
INSERT INTO pseudonyms VALUES (0, '', NULL);
