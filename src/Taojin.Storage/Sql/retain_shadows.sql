DELETE FROM shadow_lists WHERE time < $before;
