-- What the catalogue and the answers of people about it are like, as one word that changes when they do.
SELECT concat_ws('-',
    (SELECT count(*) FROM items), (SELECT coalesce(bit_xor(hash(item_id, title, description, category, brand, attributes, image, price, cost, stock, hidden)), 0) FROM items),
    (SELECT count(*) FROM item_labels), (SELECT coalesce(max(time), 0) FROM item_labels));
