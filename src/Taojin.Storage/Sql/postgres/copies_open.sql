UPDATE copies SET opened = @now WHERE copy_id = @copy_id;
