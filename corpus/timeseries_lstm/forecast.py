# Forecast a noisy seasonal signal with an LSTM (many-to-one)
import argparse
import json
import os

import numpy as np
import torch
import torch.nn as nn
from torch.utils.data import DataLoader, TensorDataset

config = {
    'seq_len': 24,
    'horizon': 6,
    'n_points': 2000,
    'features': ['temperature', 'humidity', 'pressure'],
    'target': 'temperature',
    'hidden_size': 64,
    'num_layers': 2,
    'dropout': 0.2,
    'batch_size': 32,
    'num_epochs': 50,
    'lr': 1e-3,
    'patience': 5,
}


class StandardScaler:
    def fit(self, x):
        self.mean_ = x.mean(axis=0)
        self.std_ = x.std(axis=0) + 1e-8
        return self

    def transform(self, x):
        return (x - self.mean_) / self.std_

    def inverse_transform(self, x, column):
        return x * self.std_[column] + self.mean_[column]


def make_series(n_points, seed=7):
    rng = np.random.default_rng(seed)
    t = np.arange(n_points)
    temperature = 15 + 8 * np.sin(2 * np.pi * t / 24) + rng.normal(0, 1, n_points)
    humidity = 60 - 0.5 * temperature + rng.normal(0, 2, n_points)
    pressure = 1013 + np.cumsum(rng.normal(0, 0.1, n_points))
    return np.stack([temperature, humidity, pressure], axis=1)


def sliding_windows(data, seq_len, horizon, target_col):
    xs, ys = [], []
    for i in range(len(data) - seq_len - horizon + 1):
        xs.append(data[i:i + seq_len])
        ys.append(data[i + seq_len:i + seq_len + horizon, target_col])
    return np.array(xs), np.array(ys)


class LSTMForecaster(nn.Module):
    def __init__(self, input_size, hidden_size, num_layers, output_size, dropout=0.0, use_bn=False):
        super().__init__()
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.lstm = nn.LSTM(input_size, hidden_size, num_layers, batch_first=True, dropout=dropout)
        self.bn = nn.BatchNorm1d(hidden_size) if use_bn else None
        self.fc = nn.Linear(hidden_size, output_size)

    def forward(self, x):
        h0 = torch.zeros(self.num_layers, x.size(0), self.hidden_size).to(x.device)
        c0 = torch.zeros(self.num_layers, x.size(0), self.hidden_size).to(x.device)
        out, _ = self.lstm(x, (h0, c0))
        # only the last time step
        out = out[:, -1, :]
        if self.bn is not None:
            out = self.bn(out)
        return self.fc(out)


class EarlyStopping:
    def __init__(self, patience=5, path='best.pt'):
        self.patience = patience
        self.path = path
        self.counter = 0
        self.best = None

    def __call__(self, val_loss, model):
        if self.best is None or val_loss < self.best:
            self.best = val_loss
            self.counter = 0
            torch.save(model.state_dict(), self.path)
        else:
            self.counter += 1
        return self.counter >= self.patience


def prepare(cfg):
    series = make_series(cfg['n_points'])
    split = int(0.8 * len(series))
    scaler = StandardScaler().fit(series[:split])
    scaled = scaler.transform(series)
    target_col = cfg['features'].index(cfg['target'])

    x_train, y_train = sliding_windows(scaled[:split], cfg['seq_len'], cfg['horizon'], target_col)
    x_val, y_val = sliding_windows(scaled[split:], cfg['seq_len'], cfg['horizon'], target_col)
    print('train', x_train.shape, y_train.shape, 'val', x_val.shape, y_val.shape)

    train_ds = TensorDataset(torch.from_numpy(x_train).float(), torch.from_numpy(y_train).float())
    val_ds = TensorDataset(torch.from_numpy(x_val).float(), torch.from_numpy(y_val).float())
    train_loader = DataLoader(train_ds, batch_size=cfg['batch_size'], shuffle=True)
    val_loader = DataLoader(val_ds, batch_size=cfg['batch_size'])
    return train_loader, val_loader, scaler, target_col


def rmse(a, b):
    return float(np.sqrt(np.mean((a - b) ** 2)))


def fit(cfg, use_bn=False):
    device = torch.device('cuda:0' if torch.cuda.is_available() else 'cpu')
    train_loader, val_loader, scaler, target_col = prepare(cfg)
    model = LSTMForecaster(len(cfg['features']), cfg['hidden_size'], cfg['num_layers'],
                           cfg['horizon'], cfg['dropout'], use_bn).to(device)
    criterion = nn.MSELoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=cfg['lr'])
    scheduler = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, patience=2)
    stopper = EarlyStopping(cfg['patience'])
    history = {'train': [], 'val': [], 'rmse': []}

    for epoch in range(cfg['num_epochs']):
        model.train()
        losses = []
        for xb, yb in train_loader:
            xb, yb = xb.to(device), yb.to(device)
            pred = model(xb)
            loss = criterion(pred, yb)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        history['train'].append(np.mean(losses))

        model.eval()
        val_losses, preds, trues = [], [], []
        with torch.no_grad():
            for xb, yb in val_loader:
                pred = model(xb.to(device)).cpu()
                val_losses.append(criterion(pred, yb).item())
                preds.append(pred.numpy())
                trues.append(yb.numpy())
        val_loss = np.mean(val_losses)
        preds, trues = np.concatenate(preds), np.concatenate(trues)
        history['val'].append(val_loss)
        history['rmse'].append(rmse(scaler.inverse_transform(preds, target_col),
                                    scaler.inverse_transform(trues, target_col)))
        scheduler.step(val_loss)
        print(f"Epoch [{epoch + 1}/{cfg['num_epochs']}] train {history['train'][-1]:.4f} "
              f"val {val_loss:.4f} rmse {history['rmse'][-1]:.2f}")
        if stopper(val_loss, model):
            print('Early stopping')
            break

    model.load_state_dict(torch.load(stopper.path))
    return model, history


def forecast(model, window):
    """Predicts the next steps for one window of shape (seq_len, features)."""
    model.eval()
    with torch.no_grad():
        x = torch.tensor(window, dtype=torch.float32).unsqueeze(0)
        return model(x).squeeze(0).numpy()


if __name__ == '__main__':
    ap = argparse.ArgumentParser()
    ap.add_argument('--epochs', type=int)
    ap.add_argument('--bn', action='store_true')
    cli = ap.parse_args()
    if cli.epochs is not None:
        config['num_epochs'] = cli.epochs
    torch.manual_seed(0)
    np.random.seed(0)
    model, history = fit(config, use_bn=cli.bn)
    future = forecast(model.cpu(), make_series(config['n_points'])[-config['seq_len']:])
    print('next', config['horizon'], 'steps:', [round(float(v), 2) for v in future])
    with open(os.path.join('.', 'history.json'), 'w') as f:
        json.dump({k: [float(v) for v in vs] for k, vs in history.items()}, f)
