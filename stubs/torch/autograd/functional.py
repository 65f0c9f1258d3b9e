"""torch.autograd.functional: shapes of Jacobians and of products with them."""

from _pytea import require

import torch


def _listed(inputs):
    return list(inputs) if isinstance(inputs, (tuple, list)) else [inputs]


def _like(result, inputs):
    return tuple(result) if isinstance(inputs, (tuple, list)) else result[0]


def jacobian(
    func, inputs, create_graph=False, strict=False, vectorize=False, strategy="reverse-mode"
):
    outputs = func(*_listed(inputs))
    rows = []
    for output in _listed(outputs):
        blocks = [output.new_empty((*output.shape, *x.shape)) for x in _listed(inputs)]
        rows.append(_like(blocks, inputs))
    return _like(rows, outputs)


def hessian(
    func, inputs, create_graph=False, strict=False, vectorize=False,
    outer_jacobian_strategy="reverse-mode",
):  # fmt: skip
    torch.autograd._engine.check_root(func(*_listed(inputs)).requires_grad_())
    rows = []
    for x in _listed(inputs):
        rows.append(_like([x.new_empty((*x.shape, *y.shape)) for y in _listed(inputs)], inputs))
    return _like(rows, inputs)


def _fits(v, inputs, text):
    """Demands one vector per tensor, of its shape; none is needed for a single number."""
    if v is None:
        only = _listed(inputs)
        if len(only) != 1 or not (only[0].numel() == 1):
            raise RuntimeError(f"The vector v can only be None if {text}.")
        return
    for given, tensor in zip(_listed(v), _listed(inputs)):
        require(
            given.shape == tensor.shape,
            f"v has invalid size: should be {tuple(tensor.shape)} but got {tuple(given.shape)}",
            "shape-mismatch",
            "RuntimeError",
        )


def vjp(func, inputs, v=None, create_graph=False, strict=False):
    outputs = func(*_listed(inputs))
    _fits(v, outputs, "the user-provided function returns a single number")
    return outputs, _like([torch.empty_like(x) for x in _listed(inputs)], inputs)


def jvp(func, inputs, v=None, create_graph=False, strict=False):
    outputs = func(*_listed(inputs))
    _fits(v, inputs, "the input of the user-provided function is a single number")
    return outputs, _like([torch.empty_like(y) for y in _listed(outputs)], outputs)


def vhp(func, inputs, v=None, create_graph=False, strict=False):
    _fits(v, inputs, "the input of the user-provided function is a single number")
    outputs = func(*_listed(inputs))
    text = "The Tensor returned by the function given to vhp should contain a single element"
    require(outputs.numel() == 1, text, "shape-mismatch", "RuntimeError")
    return outputs, _like([torch.empty_like(x) for x in _listed(inputs)], inputs)


def hvp(func, inputs, v=None, create_graph=False, strict=False):
    return vhp(func, inputs, v)
