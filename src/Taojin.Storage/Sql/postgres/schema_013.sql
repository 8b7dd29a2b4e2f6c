-- All servers let a version answer from one moment on.
ALTER TABLE publications ADD COLUMN answers_from BIGINT; -- null: each server as soon as it learns of it
