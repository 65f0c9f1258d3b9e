"""torch.nn.parameter: parameters are native; what is not initialized yet is a plain object."""

from torch.nn import Buffer, Parameter


class UninitializedTensorMixin:
    """A parameter or buffer of a lazy module before its first forward."""

    is_leaf = True
    grad = None

    def __init__(self, requires_grad=True, device=None, dtype=None):
        self.requires_grad = requires_grad
        self.device = device
        self.dtype = dtype

    @property
    def data(self):
        return self

    @data.setter
    def data(self, value):
        pass

    @property
    def shape(self):
        raise RuntimeError("can't access the shape of an uninitialized parameter or buffer")

    def is_floating_point(self):
        return True

    def is_complex(self):
        return False

    def requires_grad_(self, requires_grad=True):
        self.requires_grad = requires_grad
        return self

    def to(self, *args, **kwargs):
        return self

    cuda = cpu = float = half = double = bfloat16 = type = detach = share_memory_ = to


class UninitializedParameter(UninitializedTensorMixin):
    pass


class UninitializedBuffer(UninitializedTensorMixin):
    def __init__(self, requires_grad=False, device=None, dtype=None, persistent=True):
        super().__init__(requires_grad, device, dtype)
        self.persistent = persistent


def is_lazy(param):
    return isinstance(param, UninitializedTensorMixin)
