DELETE FROM model_files WHERE task = @task AND name = @name AND number = @number;
