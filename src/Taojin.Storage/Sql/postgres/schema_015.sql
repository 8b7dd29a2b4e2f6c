-- Long work of all servers. Which of them live is seen from the locks they hold (server_lives.sql).
CREATE TABLE tasks (
    task_id TEXT COLLATE "C" PRIMARY KEY,   -- in the order in which they were asked for
    server INTEGER NOT NULL,                -- number of the server that works on it
    body TEXT NOT NULL                      -- JSON
);
