"""A recommender with a tower for users and one for items: sampled softmax, a ranker, recall at ten."""

import argparse
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn
from torch.utils.data import DataLoader, TensorDataset, random_split

USERS, ITEMS, GENRES, COUNTRIES, HISTORY = 200, 120, 9, 12, 8


@dataclass
class Sizes:
    embedding: int = 24
    hidden: int = 48
    shared: int = 16
    temperature: float = 0.07


class Tower(nn.Module):
    def __init__(self, width, sizes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(width, sizes.hidden), nn.LayerNorm(sizes.hidden), nn.SiLU(),
            nn.Linear(sizes.hidden, sizes.shared),
        )

    def forward(self, x):
        return F.normalize(self.layers(x), dim=-1)


class Items(nn.Module):
    """Vectors of items: their own and the mean of their genres."""

    def __init__(self, sizes):
        super().__init__()
        self.own = nn.Embedding(ITEMS + 1, sizes.embedding, padding_idx=0)
        self.genres = nn.EmbeddingBag(GENRES, sizes.embedding // 2, mode="mean")
        self.register_buffer("genre_of", torch.randint(0, GENRES, (ITEMS + 1, 3)))
        self.width = sizes.embedding + sizes.embedding // 2

    def forward(self, items):
        bags = self.genre_of[items].view(-1, 3)
        genres = self.genres(bags).view(*items.shape, -1)
        return torch.cat([self.own(items), genres], dim=-1)


class TwoTowers(nn.Module):
    def __init__(self, sizes):
        super().__init__()
        self.sizes = sizes
        self.items = Items(sizes)
        self.people = nn.Embedding(USERS, sizes.embedding)
        self.countries = nn.Embedding(COUNTRIES, 4)
        self.attend = nn.Linear(self.items.width, 1)
        self.user_tower = Tower(sizes.embedding + 4 + 1 + self.items.width, sizes)
        self.item_tower = Tower(self.items.width, sizes)
        self.ranker = nn.Bilinear(sizes.shared, sizes.shared, 1)

    def users(self, user, country, age, history):
        known = history != 0
        vectors = self.items(history)
        weights = self.attend(vectors).squeeze(-1).masked_fill(~known, -1e4).softmax(dim=1)
        past = torch.einsum("bh,bhd->bd", weights, vectors)
        facts = torch.cat([self.people(user), self.countries(country), age.unsqueeze(1), past], dim=1)
        return self.user_tower(facts)

    def all_items(self):
        return self.item_tower(self.items(torch.arange(1, ITEMS + 1)))

    def forward(self, user, country, age, history, liked, others):
        users = self.users(user, country, age, history)
        good = self.item_tower(self.items(liked))
        bad = self.item_tower(self.items(others))
        inside = users @ good.t()
        same = liked.unsqueeze(0) == liked.unsqueeze(1)
        same.fill_diagonal_(False)
        inside = inside.masked_fill(same, -1e4)
        outside = torch.bmm(bad, users.unsqueeze(2)).squeeze(2)
        scores = torch.cat([inside, outside], dim=1) / self.sizes.temperature
        rank = self.ranker(users, good) - self.ranker(users.unsqueeze(1).expand_as(bad), bad).mean(dim=1)
        return scores, rank.squeeze(1)


def data(count=300):
    return TensorDataset(
        torch.randint(0, USERS, (count,)), torch.randint(0, COUNTRIES, (count,)), torch.rand(count),
        torch.randint(0, ITEMS + 1, (count, HISTORY)), torch.randint(1, ITEMS + 1, (count,)),
    )


@torch.no_grad()
def recall(model, loader, top=10):
    model.eval()
    items, hits, total = model.all_items(), 0, 0
    for user, country, age, history, liked in loader:
        scores = model.users(user, country, age, history) @ items.T
        scores.scatter_(1, (history - 1).clamp(min=0), -1.0)
        best = scores.topk(top, dim=1).indices + 1
        hits += (best == liked[:, None]).any(dim=1).sum().item()
        total += len(liked)
    return hits / total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--negatives", type=int, default=5)
    options = parser.parse_args()
    torch.manual_seed(0)
    train, test = random_split(data(), [240, 60])
    loader = DataLoader(train, options.batch, shuffle=True)
    model = TwoTowers(Sizes())
    tables = [p for name, p in model.named_parameters() if p.dim() == 2 and "tower" not in name]
    names = {id(p) for p in tables}
    rest = [p for p in model.parameters() if id(p) not in names]
    optimizer = torch.optim.Adam([{"params": tables, "lr": 0.01}, {"params": rest}], lr=1e-3)
    for _ in range(options.epochs):
        model.train()
        for user, country, age, history, liked in loader:
            others = torch.randint(1, ITEMS + 1, (len(user), options.negatives))
            scores, rank = model(user, country, age, history, liked, others)
            loss = F.cross_entropy(scores, torch.arange(len(scores)))
            loss = loss + 0.1 * F.softplus(-rank).mean()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
    print(loss.item(), recall(model, DataLoader(test, 16)))


if __name__ == "__main__":
    main()
