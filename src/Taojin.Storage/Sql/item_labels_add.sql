INSERT INTO item_labels (item_index, answer, category, said, model, author, time)
SELECT item_index, $answer, $category, $said, $model, $author, $time FROM items WHERE item_id = $item_id;
