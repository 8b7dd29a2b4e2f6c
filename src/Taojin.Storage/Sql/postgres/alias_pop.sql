DELETE FROM publications p
WHERE alias = @alias AND nth = @nth AND version = @version AND NOT EXISTS (SELECT FROM publications later WHERE later.alias = p.alias AND later.nth > p.nth);
