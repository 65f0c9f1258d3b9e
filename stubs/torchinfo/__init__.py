"""torchinfo: nothing is shown."""

from _inert import inert


def summary(model, input_size=None, **kwargs):
    return inert
