"""torch.nn.utils.prune: a parameter becomes ``name_orig`` and a mask, with the shape that it had."""

import torch
from _pytea import fail, is_known, require

from torch.nn.parameter import Parameter


def _check_amount(amount, size):
    if not is_known(amount):
        return
    if not isinstance(amount, (int, float)):
        fail(f"invalid type for amount: {amount}, must be int or float", "bad-argument", "TypeError")
    inside = amount >= 0 if isinstance(amount, int) else 0.0 <= amount <= 1.0
    text = f"amount={amount} should be a float in the range [0, 1] or a non-negative integer"
    require(inside, text, "bad-argument", "ValueError")
    if isinstance(amount, int) and size is not None:
        text = f"amount={amount} should be smaller than the number of parameters to prune={size}"
        require(amount <= size, text, "bad-argument", "ValueError")


class BasePruningMethod:
    PRUNING_TYPE = "unstructured"
    dim = None

    def compute_mask(self, t, default_mask):
        return torch.ones_like(t)

    def __call__(self, module, inputs):
        pass

    def prune(self, t, default_mask=None, importance_scores=None):
        mask = self.compute_mask(t, torch.ones_like(t) if default_mask is None else default_mask)
        return t * mask

    def apply_mask(self, module):
        return getattr(module, self._tensor_name + "_orig") * getattr(
            module, self._tensor_name + "_mask"
        )

    def remove(self, module):
        remove(module, self._tensor_name)

    @classmethod
    def apply(cls, module, name, *args, importance_scores=None, **kwargs):
        method = cls(*args, **kwargs)
        method._tensor_name = name
        tensor = getattr(module, name)
        if importance_scores is not None:
            text = "importance_scores should have the same shape as the parameter"
            require(importance_scores.shape == tensor.shape, text, "assertion-failed", "AssertionError")
        method.check(tensor)
        before = getattr(module, name + "_mask", None)
        mask = method.compute_mask(tensor.detach(), torch.ones_like(tensor) if before is None else before)
        if name in module._parameters:
            parameter = module._parameters[name]
            del module._parameters[name]
            module.register_parameter(name + "_orig", parameter)
        module.register_buffer(name + "_mask", mask.to(tensor.dtype))
        setattr(module, name, getattr(module, name + "_orig") * getattr(module, name + "_mask"))
        return method

    def check(self, tensor):
        pass


class Identity(BasePruningMethod):
    pass


class _WithAmount(BasePruningMethod):
    def __init__(self, amount):
        _check_amount(amount, None)
        self.amount = amount

    def check(self, tensor):
        _check_amount(self.amount, tensor.numel())


class RandomUnstructured(_WithAmount):
    pass


class L1Unstructured(_WithAmount):
    pass


class _Structured(BasePruningMethod):
    PRUNING_TYPE = "structured"

    def check(self, tensor):
        text = f"structured pruning needs a tensor with 2 or more dims, got {tensor.ndim}"
        require(tensor.ndim > 1, text, "bad-argument", "ValueError")
        text = f"invalid index {self.dim} for a tensor of size {tuple(tensor.shape)}"
        require(-tensor.ndim <= self.dim < tensor.ndim, text, "dim-out-of-range", "IndexError")
        _check_amount(self.amount, tensor.shape[self.dim])


class RandomStructured(_Structured):
    def __init__(self, amount, dim=-1):
        _check_amount(amount, None)
        self.amount = amount
        self.dim = dim


class LnStructured(_Structured):
    def __init__(self, amount, n, dim=-1):
        _check_amount(amount, None)
        self.amount = amount
        self.n = n
        self.dim = dim


class CustomFromMask(BasePruningMethod):
    PRUNING_TYPE = "global"

    def __init__(self, mask):
        self.mask = mask

    def compute_mask(self, t, default_mask):
        text = f"the parameter {tuple(t.shape)} and the mask {tuple(self.mask.shape)} must match"
        require(t.shape == self.mask.shape, text, "shape-mismatch", "AssertionError")
        return default_mask * self.mask.to(dtype=default_mask.dtype)


class PruningContainer(BasePruningMethod):
    def __init__(self, *args):
        self._pruning_methods = tuple(args)

    def add_pruning_method(self, method):
        self._pruning_methods += (method,)


def identity(module, name):
    Identity.apply(module, name)
    return module


def random_unstructured(module, name, amount):
    RandomUnstructured.apply(module, name, amount)
    return module


def l1_unstructured(module, name, amount, importance_scores=None):
    L1Unstructured.apply(module, name, amount=amount, importance_scores=importance_scores)
    return module


def random_structured(module, name, amount, dim):
    RandomStructured.apply(module, name, amount, dim)
    return module


def ln_structured(module, name, amount, n, dim, importance_scores=None):
    LnStructured.apply(module, name, amount, n, dim, importance_scores=importance_scores)
    return module


def global_unstructured(parameters, pruning_method, importance_scores=None, **kwargs):
    for module, name in parameters:
        custom_from_mask(module, name, torch.ones_like(getattr(module, name)))


def custom_from_mask(module, name, mask):
    CustomFromMask.apply(module, name, mask)
    return module


def remove(module, name):
    if name + "_orig" not in module._parameters:
        fail(
            f"parameter '{name}' has to be pruned before pruning can be removed",
            "bad-argument",
            "ValueError",
        )
    parameter = module._parameters[name + "_orig"]
    del module._parameters[name + "_orig"]
    del module._buffers[name + "_mask"]
    delattr(module, name)
    setattr(module, name, Parameter(parameter.data))
    return module


def is_pruned(module):
    return any(key.endswith("_mask") for child in module.modules() for key in child._buffers)
