SELECT (@after::text::{type} - make_interval(secs => @seconds))::{type}::text;
