"""torch.autograd.Variable and odds and ends."""

import torch


class VariableMeta(type):
    def __instancecheck__(cls, other):
        return isinstance(other, torch.Tensor)


class Variable(metaclass=VariableMeta):
    def __new__(cls, data=None, requires_grad=False, volatile=None):
        if data is None:
            return torch.empty(0, requires_grad=requires_grad)
        if not isinstance(data, torch.Tensor):
            raise TypeError(f"Variable data has to be a tensor, but got {type(data).__name__}")
        return data.detach().requires_grad_(requires_grad)


class detect_anomaly:
    def __init__(self, check_nan=True):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class set_detect_anomaly(detect_anomaly):
    def __init__(self, mode, check_nan=True):
        pass


def gradcheck(func, inputs, **kwargs):
    func(*inputs) if isinstance(inputs, (tuple, list)) else func(inputs)
    return True


def gradgradcheck(func, inputs, grad_outputs=None, **kwargs):
    return gradcheck(func, inputs)


def is_multithreading_enabled():
    return True


no_grad = torch.no_grad
enable_grad = torch.enable_grad
set_grad_enabled = torch.set_grad_enabled
inference_mode = torch.inference_mode


class set_multithreading_enabled(detect_anomaly):
    def __init__(self, mode):
        pass
