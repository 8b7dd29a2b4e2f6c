INSERT INTO model_versions (task, name, number, card) VALUES (@task, @name, @number, @card) ON CONFLICT DO NOTHING;
