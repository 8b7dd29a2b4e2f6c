-- What a node had made of the partition is folded again without the person.
DELETE FROM partition_states WHERE part = @part;
