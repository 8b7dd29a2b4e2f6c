UPDATE cluster_members SET alive = @alive WHERE cluster = @cluster AND address = @address;
