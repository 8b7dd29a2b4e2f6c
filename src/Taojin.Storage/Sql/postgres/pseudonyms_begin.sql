UPDATE pseudonyms SET generation = @generation, mark = @mark WHERE generation = 0;
