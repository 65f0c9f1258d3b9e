"""Small programs with a known report."""

GOOD = "import torch\n\nprint((torch.zeros(2, 3) @ torch.zeros(3, 4)).shape)\n"
#: The error is at 5:12, called from line 8.
BAD = """\
import torch


def product(a, b):
    return a @ b


product(torch.zeros(2, 3), torch.zeros(4, 5))
"""
#: An error only where an argument of the script asks for it.
ARGUMENT = """\
import argparse
import torch

parser = argparse.ArgumentParser()
parser.add_argument("--width", type=int, default=8)
args = parser.parse_args()
torch.nn.Linear(8, 2)(torch.zeros(1, args.width))
"""
