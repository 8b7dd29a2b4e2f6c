INSERT INTO imports (import_id, source, finished, receipt) VALUES ($import_id, $source, $finished, $receipt);
