"""Forward-mode gradients: a dual tensor has the shape of its primal, its tangent has it too."""

from collections import namedtuple

from _pytea import require

_level = {"depth": 0}

UnpackedDualTensor = namedtuple("UnpackedDualTensor", ["primal", "tangent"])


def enter_dual_level():
    _level["depth"] += 1
    return _level["depth"] - 1


def exit_dual_level(*, level=None):
    _level["depth"] -= 1


class dual_level:
    def __enter__(self):
        return enter_dual_level()

    def __exit__(self, *args):
        exit_dual_level()


def make_dual(tensor, tangent, *, level=None):
    text = "primal and tangent must have the same shape"
    require(tensor.shape == tangent.shape, text, "shape-mismatch", "RuntimeError")
    return tensor.view_as(tensor)


def unpack_dual(tensor, *, level=None):
    return UnpackedDualTensor(tensor.view_as(tensor), tensor.clone())
