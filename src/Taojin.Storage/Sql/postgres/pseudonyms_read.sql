SELECT generation, mark FROM pseudonyms;
