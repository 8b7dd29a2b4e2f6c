INSERT INTO item_labels (item_id, answer, category, said, model, author, time)
SELECT item_id, @answer::text, @category::text, @said::text, @model::text, @author::text, @time::bigint FROM items WHERE item_id = @item_id;
