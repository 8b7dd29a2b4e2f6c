-- A partition of users learns of deleted events of its own only, and of every change of a category.
ALTER TABLE deleted_rows ADD COLUMN part SMALLINT; -- of an event; null: of a part that is not known
CREATE INDEX deleted_events ON deleted_rows (part, tx) WHERE table_name = 'events';

CREATE OR REPLACE FUNCTION note_event_delete() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO deleted_rows (table_name, row_no, part) VALUES ('events', OLD.event_no, OLD.part);
    RETURN NULL;
END $$;

-- Transactions after which an item may have another category than before.
CREATE TABLE category_changes (tx XID8 PRIMARY KEY);

CREATE FUNCTION note_category() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO category_changes VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;

CREATE FUNCTION note_sorted_items() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM added WHERE category IS NOT NULL) THEN
        INSERT INTO category_changes VALUES (pg_current_xact_id()) ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER items_sorted AFTER INSERT ON items REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_sorted_items();
CREATE TRIGGER items_resorted AFTER UPDATE ON items FOR EACH ROW WHEN (OLD.category IS DISTINCT FROM NEW.category OR OLD.item_id <> NEW.item_id) EXECUTE FUNCTION note_category();
CREATE TRIGGER items_unsorted AFTER DELETE ON items FOR EACH STATEMENT EXECUTE FUNCTION note_category();
CREATE TRIGGER item_labels_category AFTER INSERT OR UPDATE OR DELETE ON item_labels FOR EACH STATEMENT EXECUTE FUNCTION note_category();
CREATE TRIGGER item_categories_category AFTER INSERT OR UPDATE OR DELETE ON item_categories FOR EACH STATEMENT EXECUTE FUNCTION note_category();
CREATE INDEX item_labels_item ON item_labels (item_id);
