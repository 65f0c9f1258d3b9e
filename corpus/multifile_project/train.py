"""Usage: python train.py --config small --set optim.lr=0.01"""
import argparse
import logging
import sys

import torch

from imgcls.config import PRESETS, apply_overrides
from imgcls.data import build_loaders
from imgcls.engine import Trainer
from imgcls.model import build_model

logger = logging.getLogger('imgcls')


def parse_args(argv=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--config', default='small', choices=list(PRESETS))
    parser.add_argument('--set', dest='overrides', nargs='*', default=[], metavar='KEY=VALUE')
    parser.add_argument('--epochs', type=int)
    parser.add_argument('--eval-only', action='store_true')
    return parser.parse_args(argv)


def main(argv=None):
    args = parse_args(argv)
    logging.basicConfig(level=logging.INFO, stream=sys.stdout, format='%(asctime)s %(message)s')
    cfg = apply_overrides(PRESETS[args.config](), args.overrides)
    if args.epochs:
        cfg.optim.epochs = args.epochs
    logger.info('config: %s', cfg)

    torch.manual_seed(cfg.seed)
    device = torch.device('cuda' if torch.cuda.is_available() else 'cpu')
    loaders = build_loaders(cfg.data)
    model = build_model(cfg.model, num_classes=cfg.data.num_classes).to(device)
    trainer = Trainer(model, loaders, cfg, device)
    if args.eval_only:
        trainer.evaluate()
        return 0
    best = trainer.fit()
    logger.info('best accuracy: %.4f', best)
    return 0


if __name__ == '__main__':
    sys.exit(main())
