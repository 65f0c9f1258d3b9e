"""torch.autograd.Variable and odds and ends."""

import torch


def Variable(data, requires_grad=False, volatile=None):
    return data.requires_grad_() if requires_grad else data


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
