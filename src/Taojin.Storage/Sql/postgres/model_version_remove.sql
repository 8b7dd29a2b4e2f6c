DELETE FROM model_versions WHERE task = @task AND name = @name AND number = @number;
