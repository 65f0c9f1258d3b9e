"""Random number generators: seeds do not matter to shapes."""

from contextlib import nullcontext

from _pytea import unknown


class Generator:
    def __init__(self, device="cpu"):
        self.device = device

    def manual_seed(self, seed):
        int(seed)
        return self

    def seed(self):
        return unknown("a seed", "int")

    def initial_seed(self):
        return unknown("a seed", "int")

    def get_state(self):
        return unknown("a state of random numbers")

    def set_state(self, new_state):
        pass


default_generator = Generator()


def manual_seed(seed):
    int(seed)
    return default_generator


def seed():
    return unknown("a seed", "int")


def initial_seed():
    return unknown("a seed", "int")


def get_rng_state():
    return unknown("a state of random numbers")


def set_rng_state(new_state):
    pass


def fork_rng(devices=None, enabled=True, **kwargs):
    return nullcontext()
