SELECT nextval('server_numbers');
