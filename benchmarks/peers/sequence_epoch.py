"""One epoch of a sequence transformer the usual way: sequences padded on the left to 50, one dense embedding table under torch's own Adam.

The network, the batch, the loss and the negatives are those of Taojin's: one block, 64 wide, one head, normalised first, GELU, dropout, sampled
softmax over 256 uniform negatives shared by a batch. Usage: sequence_epoch.py FILE EPOCHS THREADS; prints seconds of each epoch and the loss.
"""
import gzip
import sys
import time

import torch
from torch import nn
import torch.nn.functional as F

LENGTH, WIDTH, BATCH, NEGATIVES, DROPOUT = 50, 64, 128, 256, 0.4


class Network(nn.Module):
    def __init__(self, items):
        super().__init__()
        self.items = nn.Embedding(items + 1, WIDTH, padding_idx=0)
        self.ages = nn.Embedding(LENGTH, WIDTH)
        self.norm1, self.norm2, self.norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.dropout = nn.Dropout(DROPOUT)
        nn.init.xavier_normal_(self.items.weight)
        nn.init.xavier_normal_(self.ages.weight)
        self.register_buffer("future", torch.ones(LENGTH, LENGTH).triu(1).bool())

    def forward(self, items):
        x = self.items(items) * WIDTH ** 0.5 + self.ages.weight.flip(0)
        x = self.dropout(x)
        hidden = self.future | (items == 0).unsqueeze(1)
        q, k, v = self.qkv(self.norm1(x)).chunk(3, -1)
        seen = (q @ k.transpose(1, 2) / WIDTH ** 0.5).masked_fill(hidden, -1e9).softmax(-1)
        x = x + self.dropout(self.out(self.dropout(seen) @ v))
        x = x + self.dropout(self.down(self.dropout(F.gelu(self.up(self.norm2(x))))))
        return self.norm(x)


def main(path, epochs, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    with gzip.open(path, "rt") as lines:
        users = [[int(item) for item in line.split()[1:-1]] for line in lines]  # all but the last item
    count = max(max(user) for user in users)
    read, aimed = torch.zeros(len(users), LENGTH, dtype=torch.long), torch.zeros(len(users), LENGTH, dtype=torch.long)
    for row, user in enumerate(users):
        before, after = user[:-1][-LENGTH:], user[1:][-LENGTH:]
        if before:
            read[row, -len(before):], aimed[row, -len(after):] = torch.tensor(before), torch.tensor(after)
    network = Network(count)
    adam = torch.optim.Adam(network.parameters(), lr=1e-3, betas=(0.9, 0.98))
    for _ in range(epochs):
        start, total, steps = time.perf_counter(), 0.0, 0
        for batch in torch.randperm(len(users)).split(BATCH):
            states, targets = network(read[batch]), aimed[batch]
            there = targets > 0
            states, targets = states[there], targets[there]
            drawn = torch.randperm(count)[:NEGATIVES] + 1
            positive = (states * network.items(targets)).sum(-1, keepdim=True)
            negative = states @ network.items(drawn).t() - torch.log(torch.tensor(NEGATIVES / count))
            negative = negative.masked_fill(targets.unsqueeze(1) == drawn, -1e9)
            loss = F.cross_entropy(torch.cat([positive, negative], 1), torch.zeros(len(targets), dtype=torch.long))
            adam.zero_grad()
            loss.backward()
            adam.step()
            total, steps = total + loss.item(), steps + 1
        print(f"{time.perf_counter() - start:.3f} {total / steps:.4f}", flush=True)


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
