SELECT nth, version FROM publications WHERE alias = @alias ORDER BY nth;
