UPDATE model_versions SET card = @card WHERE task = @task AND name = @name AND number = @number;
