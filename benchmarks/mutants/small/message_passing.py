"""Message passing on one graph that is given as a list of edges."""

import torch
from torch import nn
from torch.nn import functional as F


class Layer(nn.Module):
    def __init__(self, before, after, edge):
        super().__init__()
        self.message = nn.Linear(2 * before + edge, after)
        self.update = nn.Linear(before + after, after)

    def forward(self, nodes, edges, features):
        source, target = edges
        pairs = torch.cat([nodes[source], nodes[target], features], dim=-1)
        messages = F.relu(self.message(pairs))
        gathered = torch.zeros(nodes.size(0), messages.size(1)).index_add(0, target, messages)
        return F.relu(self.update(torch.cat([nodes, gathered], dim=-1)))


class GraphNet(nn.Module):
    def __init__(self, node=7, edge=3, hidden=16, classes=4):
        super().__init__()
        self.first = Layer(node, hidden, edge)
        self.second = Layer(hidden, hidden, edge)
        self.classify = nn.Linear(hidden, classes)

    def forward(self, nodes, edges, features):
        nodes = self.first(nodes, edges, features)
        nodes = self.second(nodes, edges, features)
        return self.classify(nodes)


count, links = 25, 60
nodes = torch.randn(count, 7)
edges = torch.randint(0, count, (2, links))
features = torch.randn(links, 3)
classes = torch.randint(0, 4, (count,))
train = torch.arange(count) < 20
net = GraphNet()
for _ in range(2):
    scores = net(nodes, edges, features)
    loss = F.cross_entropy(scores[train], classes[train])
    loss.backward()
correct = (scores.argmax(dim=1) == classes).float()
print(correct[~train].mean().item())
