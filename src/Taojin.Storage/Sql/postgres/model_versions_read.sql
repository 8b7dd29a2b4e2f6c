SELECT task, name, number FROM model_versions ORDER BY task COLLATE "C", name COLLATE "C", number;
