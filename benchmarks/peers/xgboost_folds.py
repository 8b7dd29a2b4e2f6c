"""Debian's python3-xgboost on given folds: xgboost_folds.py TABLE.csv FOLDS.csv LABEL OUT.csv COLUMN,COLUMN…

TABLE has a header; the last argument names the columns of categories, which become one column a word. FOLDS has one line a row with one fold
number a repeat. OUT receives the same shape with probabilities of rows that the fold's model has not seen. 300 trees, depth 4, rate .03,
subsample .8, column sample .6, child weight 5.
"""
import sys

import numpy as np
import pandas as pd
import xgboost as xgb

table_path, folds_path, label, out_path, categories = sys.argv[1:6]
table = pd.read_csv(table_path)
folds = np.loadtxt(folds_path, delimiter=",", dtype=int, ndmin=2)
labels = table.pop(label).astype(int).to_numpy()
columns = [name for name in categories.split(",") if name]
rows = pd.get_dummies(table, columns=columns, dtype=float).astype(float).to_numpy()
said = np.zeros(folds.shape)
for repeat in range(folds.shape[1]):
    for fold in range(folds[:, repeat].max() + 1):
        test = folds[:, repeat] == fold
        model = xgb.XGBClassifier(
            n_estimators=300, max_depth=4, learning_rate=0.03, subsample=0.8, colsample_bytree=0.6, min_child_weight=5,
            tree_method="hist", eval_metric="logloss", random_state=repeat, n_jobs=2)
        model.fit(rows[~test], labels[~test])
        said[test, repeat] = model.predict_proba(rows[test])[:, 1]
np.savetxt(out_path, said, delimiter=",", fmt="%.9g")
