"""News topic classification with EmbeddingBag (no torchtext)."""
import itertools
import random
import re
import time
from collections import Counter

import torch
from torch import nn
from torch.utils.data import DataLoader, IterableDataset
from torch.utils.data.dataset import random_split

TOPICS = {
    'World': 'minister election war peace treaty border president capital embassy summit'.split(),
    'Sports': 'match goal league season coach player stadium final record team'.split(),
    'Business': 'market shares profit bank oil price merger quarter trade tax'.split(),
    'Sci/Tech': 'software internet chip space research phone web satellite virus data'.split(),
}

# Hyperparameters
EPOCHS = 10  # epoch
LR = 5  # learning rate
BATCH_SIZE = 64  # batch size for training
EMSIZE = 64

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def news(n, seed):
    """Yields (label, text), labels from 1 to 4 as in AG_NEWS."""
    rng = random.Random(seed)
    names = list(TOPICS)
    for i in range(n):
        label = i % len(names)
        own = rng.choices(TOPICS[names[label]], k=rng.randint(4, 12))
        other = rng.choices(sum(TOPICS.values(), []), k=3)
        yield label + 1, ' '.join(own + other) + '.'


class News(IterableDataset):
    def __init__(self, n, seed=0):
        self.n = n
        self.seed = seed

    def __iter__(self):
        return news(self.n, self.seed)


def to_map_style_dataset(iterable):
    return list(iterable)


def basic_english(line):
    return re.sub(r'[^a-z0-9/ ]', ' ', line.lower()).split()


class Vocab:
    def __init__(self, counter, specials=('<unk>',)):
        self.itos = list(specials) + sorted(counter)
        self.stoi = {token: i for i, token in enumerate(self.itos)}

    def __len__(self):
        return len(self.itos)

    def __call__(self, tokens):
        return [self.stoi.get(token, 0) for token in tokens]


def yield_tokens(data_iter):
    for _, text in data_iter:
        yield basic_english(text)


vocab = Vocab(Counter(itertools.chain.from_iterable(yield_tokens(News(2000)))))
text_pipeline = lambda x: vocab(basic_english(x))
label_pipeline = lambda x: int(x) - 1


def collate_batch(batch):
    label_list, text_list, offsets = [], [], [0]
    for _label, _text in batch:
        label_list.append(label_pipeline(_label))
        processed_text = torch.tensor(text_pipeline(_text), dtype=torch.int64)
        text_list.append(processed_text)
        offsets.append(processed_text.size(0))
    label_list = torch.tensor(label_list, dtype=torch.int64)
    offsets = torch.tensor(offsets[:-1]).cumsum(dim=0)
    text_list = torch.cat(text_list)
    return label_list.to(device), text_list.to(device), offsets.to(device)


class TextClassificationModel(nn.Module):
    def __init__(self, vocab_size, embed_dim, num_class):
        super(TextClassificationModel, self).__init__()
        self.embedding = nn.EmbeddingBag(vocab_size, embed_dim, sparse=False)
        self.fc = nn.Linear(embed_dim, num_class)
        self.init_weights()

    def init_weights(self):
        initrange = 0.5
        self.embedding.weight.data.uniform_(-initrange, initrange)
        self.fc.weight.data.uniform_(-initrange, initrange)
        self.fc.bias.data.zero_()

    def forward(self, text, offsets):
        embedded = self.embedding(text, offsets)
        return self.fc(embedded)


num_class = len(TOPICS)
vocab_size = len(vocab)
model = TextClassificationModel(vocab_size, EMSIZE, num_class).to(device)


def train(dataloader):
    model.train()
    total_acc, total_count = 0, 0
    log_interval = 500
    start_time = time.time()

    for idx, (label, text, offsets) in enumerate(dataloader):
        optimizer.zero_grad()
        predicted_label = model(text, offsets)
        loss = criterion(predicted_label, label)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 0.1)
        optimizer.step()
        total_acc += (predicted_label.argmax(1) == label).sum().item()
        total_count += label.size(0)
        if idx % log_interval == 0 and idx > 0:
            elapsed = time.time() - start_time
            print("| epoch {:3d} | {:5d}/{:5d} batches | {:5.2f}s | accuracy {:8.3f}".format(
                epoch, idx, len(dataloader), elapsed, total_acc / total_count))
            total_acc, total_count = 0, 0
            start_time = time.time()


def evaluate(dataloader):
    model.eval()
    total_acc, total_count = 0, 0
    with torch.no_grad():
        for idx, (label, text, offsets) in enumerate(dataloader):
            predicted_label = model(text, offsets)
            loss = criterion(predicted_label, label)
            total_acc += (predicted_label.argmax(1) == label).sum().item()
            total_count += label.size(0)
    return total_acc / total_count


criterion = torch.nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=LR)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1.0, gamma=0.1)
total_accu = None

train_dataset = to_map_style_dataset(News(2000))
test_dataset = to_map_style_dataset(News(380, seed=1))
num_train = int(len(train_dataset) * 0.95)
split_train_, split_valid_ = random_split(
    train_dataset, [num_train, len(train_dataset) - num_train])

train_dataloader = DataLoader(split_train_, batch_size=BATCH_SIZE, shuffle=True,
                              collate_fn=collate_batch)
valid_dataloader = DataLoader(split_valid_, batch_size=BATCH_SIZE, shuffle=True,
                              collate_fn=collate_batch)
test_dataloader = DataLoader(test_dataset, batch_size=BATCH_SIZE, shuffle=True,
                             collate_fn=collate_batch)

for epoch in range(1, EPOCHS + 1):
    epoch_start_time = time.time()
    train(train_dataloader)
    accu_val = evaluate(valid_dataloader)
    if total_accu is not None and total_accu > accu_val:
        scheduler.step()
    else:
        total_accu = accu_val
    print("-" * 59)
    print("| end of epoch {:3d} | time: {:5.2f}s | valid accuracy {:8.3f} ".format(
        epoch, time.time() - epoch_start_time, accu_val))

print("test accuracy {:8.3f}".format(evaluate(test_dataloader)))


def predict(text, text_pipeline):
    with torch.no_grad():
        text = torch.tensor(text_pipeline(text))
        output = model(text, torch.tensor([0]))
        return output.argmax(1).item() + 1


model = model.to("cpu")
names = {i + 1: name for i, name in enumerate(TOPICS)}
ex_text_str = "The coach praised his team after the final match of the season"
print("This is a %s news" % names[predict(ex_text_str, text_pipeline)])
