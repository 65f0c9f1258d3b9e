"""Graph layers over dense matrices."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class GraphConvolution(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(in_features, out_features))
        if bias:
            self.bias = nn.Parameter(torch.zeros(out_features))
        else:
            self.register_parameter("bias", None)
        nn.init.xavier_uniform_(self.weight)

    def forward(self, input, adj):
        support = torch.mm(input, self.weight)
        output = torch.mm(adj, support)
        if self.bias is not None:
            return output + self.bias
        return output


class GCN(nn.Module):
    def __init__(self, nfeat, nhid, nclass, dropout=0.5):
        super().__init__()
        self.gc1 = GraphConvolution(nfeat, nhid)
        self.gc2 = GraphConvolution(nhid, nclass)
        self.dropout = dropout

    def forward(self, x, adj):
        x = F.relu(self.gc1(x, adj))
        x = F.dropout(x, self.dropout, training=self.training)
        x = self.gc2(x, adj)
        return F.log_softmax(x, dim=1)


class GraphAttention(nn.Module):
    def __init__(self, in_features, out_features, alpha=0.2):
        super().__init__()
        self.out_features = out_features
        self.W = nn.Parameter(torch.empty(in_features, out_features))
        self.a = nn.Parameter(torch.empty(2 * out_features, 1))
        self.leakyrelu = nn.LeakyReLU(alpha)

    def forward(self, h, adj):
        Wh = torch.mm(h, self.W)
        Wh1 = torch.matmul(Wh, self.a[: self.out_features, :])
        Wh2 = torch.matmul(Wh, self.a[self.out_features :, :])
        e = self.leakyrelu(Wh1 + Wh2.T)
        zero_vec = -9e15 * torch.ones_like(e)
        attention = torch.where(adj > 0, e, zero_vec)
        attention = F.softmax(attention, dim=1)
        return F.elu(torch.matmul(attention, Wh))


class EdgeConv(nn.Module):
    """Messages over given edges, collected with index_add."""

    def __init__(self, node_dim, edge_dim, out_dim):
        super().__init__()
        self.message = nn.Linear(2 * node_dim + edge_dim, out_dim)
        self.update = nn.Linear(node_dim + out_dim, out_dim)
        self.out_dim = out_dim

    def forward(self, nodes, edges, source, target):
        inputs = torch.cat([nodes[source], nodes[target], edges], dim=-1)
        messages = F.relu(self.message(inputs))
        pooled = torch.zeros(nodes.size(0), self.out_dim)
        pooled = pooled.index_add(0, target, messages)
        return self.update(torch.cat([nodes, pooled], dim=-1))


class ReadOut(nn.Module):
    def __init__(self, dim, classes):
        super().__init__()
        self.gate = nn.Linear(dim, 1)
        self.head = nn.Linear(2 * dim, classes)

    def forward(self, h):
        weight = torch.softmax(self.gate(h), dim=1)
        pooled = (weight * h).sum(dim=1)
        return self.head(torch.cat([pooled, h.max(dim=1).values], dim=-1))
