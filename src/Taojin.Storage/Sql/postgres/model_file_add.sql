INSERT INTO model_files (task, name, number, file, piece, bytes) VALUES (@task, @name, @number, @file, @piece, @bytes);
