-- Copies that did not carry out an erasure in time: their orders go with them, and they are refused when they come back.
DELETE FROM copies c WHERE c.copy_id <> @copy_id AND EXISTS (SELECT FROM erasure_orders o WHERE o.copy_id = c.copy_id AND o.asked < @before);
