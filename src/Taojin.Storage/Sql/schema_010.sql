-- Folders that files were imported from: pictures of items may stand beside them.
CREATE TABLE import_folders (
    folder VARCHAR NOT NULL
);
