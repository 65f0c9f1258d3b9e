"""torch.autograd.functional: shapes of Jacobians and of products with them."""

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


def vjp(func, inputs, v=None, create_graph=False, strict=False):
    outputs = func(*_listed(inputs))
    return outputs, _like([torch.empty_like(x) for x in _listed(inputs)], inputs)


def jvp(func, inputs, v=None, create_graph=False, strict=False):
    outputs = func(*_listed(inputs))
    return outputs, _like([torch.empty_like(y) for y in _listed(outputs)], outputs)


def vhp(func, inputs, v=None, create_graph=False, strict=False):
    return vjp(func, inputs, v)


def hvp(func, inputs, v=None, create_graph=False, strict=False):
    return vjp(func, inputs, v)
