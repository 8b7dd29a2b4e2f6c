UPDATE journal SET drained = $drained;
