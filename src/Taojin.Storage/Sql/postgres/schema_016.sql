-- A run that one server of all starts is there once.
ALTER TABLE tasks ADD COLUMN claim TEXT COLLATE "C" UNIQUE;
