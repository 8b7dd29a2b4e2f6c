SELECT seen, state FROM partition_states WHERE part = @part;
