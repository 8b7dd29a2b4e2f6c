SELECT file, bytes FROM model_files WHERE task = @task AND name = @name AND number = @number ORDER BY file COLLATE "C", piece;
