"""Networks for point sets, sets and volumes."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class TNet(nn.Module):
    def __init__(self, k=3):
        super().__init__()
        self.k = k
        self.conv1 = nn.Conv1d(k, 64, 1)
        self.conv2 = nn.Conv1d(64, 128, 1)
        self.fc1 = nn.Linear(128, 64)
        self.fc2 = nn.Linear(64, k * k)

    def forward(self, x):
        batchsize = x.size(0)
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = torch.max(x, 2, keepdim=True)[0]
        x = x.view(-1, 128)
        x = self.fc2(F.relu(self.fc1(x)))
        iden = torch.eye(self.k).flatten().view(1, self.k * self.k).repeat(batchsize, 1)
        return (x + iden).view(-1, self.k, self.k)


class PointNet(nn.Module):
    def __init__(self, num_classes):
        super().__init__()
        self.stn = TNet(3)
        self.conv1 = nn.Conv1d(3, 64, 1)
        self.bn1 = nn.BatchNorm1d(64)
        self.conv2 = nn.Conv1d(64, 128, 1)
        self.head = nn.Linear(128, num_classes)

    def forward(self, x):
        trans = self.stn(x)
        x = torch.bmm(x.transpose(2, 1), trans).transpose(2, 1)
        x = F.relu(self.bn1(self.conv1(x)))
        x = self.conv2(x).max(dim=2)[0]
        return self.head(x)


class DeepSets(nn.Module):
    def __init__(self, d_in: int, d_hidden: int, d_out: int):
        super().__init__()
        self.phi = nn.Sequential(nn.Linear(d_in, d_hidden), nn.ReLU(), nn.Linear(d_hidden, d_hidden))
        self.rho = nn.Sequential(nn.Linear(d_hidden, d_hidden), nn.ReLU(), nn.Linear(d_hidden, d_out))

    def forward(self, x):
        return self.rho(self.phi(x).sum(dim=-2))


class VoxelNet(nn.Module):
    def __init__(self, in_channels=1, classes=4):
        super().__init__()
        self.conv1 = nn.Conv3d(in_channels, 8, 3, padding=1)
        self.norm = nn.InstanceNorm3d(8)
        self.conv2 = nn.Conv3d(8, 16, 3, stride=2, padding=1)
        self.head = nn.Conv3d(16, classes, 1)

    def forward(self, volume):
        x = F.relu(self.norm(self.conv1(volume)))
        x = F.relu(self.conv2(x))
        x = F.interpolate(x, scale_factor=2, mode="trilinear", align_corners=False)
        return self.head(x)


class FourierFeatures(nn.Module):
    def __init__(self, in_dim: int, num_freqs: int = 4):
        super().__init__()
        self.register_buffer("freqs", 2.0 ** torch.arange(num_freqs))
        self.out_dim = in_dim * (2 * num_freqs + 1)

    def forward(self, x):
        scaled = x[..., None] * self.freqs
        scaled = scaled.reshape(*x.shape[:-1], -1)
        return torch.cat([x, scaled.sin(), scaled.cos()], dim=-1)


class NeRF(nn.Module):
    def __init__(self, D=4, W=64, input_ch=3, input_ch_views=3, skips=(2,)):
        super().__init__()
        self.input_ch, self.input_ch_views, self.skips = input_ch, input_ch_views, skips
        self.pts_linears = nn.ModuleList(
            [nn.Linear(input_ch, W)]
            + [nn.Linear(W, W) if i not in self.skips else nn.Linear(W + input_ch, W) for i in range(D - 1)]
        )
        self.feature_linear = nn.Linear(W, W)
        self.alpha_linear = nn.Linear(W, 1)
        self.views_linear = nn.Linear(input_ch_views + W, W // 2)
        self.rgb_linear = nn.Linear(W // 2, 3)

    def forward(self, x):
        input_pts, input_views = torch.split(x, [self.input_ch, self.input_ch_views], dim=-1)
        h = input_pts
        for i, l in enumerate(self.pts_linears):
            h = F.relu(l(h))
            if i in self.skips:
                h = torch.cat([input_pts, h], -1)
        alpha = self.alpha_linear(h)
        feature = self.feature_linear(h)
        h = F.relu(self.views_linear(torch.cat([feature, input_views], -1)))
        return torch.cat([self.rgb_linear(h), alpha], -1)
