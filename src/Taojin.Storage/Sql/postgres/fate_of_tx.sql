SELECT pg_xact_status(@tx::xid8);
