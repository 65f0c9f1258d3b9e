"""backward and grad: what can be differentiated."""

import _pytea
from _pytea import is_known, require, unknown

import torch


def check_root(tensor, gradient=None):
    """Demands that ``tensor.backward(gradient)`` can start."""
    if not is_known(tensor):
        return
    require(
        tensor.requires_grad,
        "element 0 of tensors does not require grad and does not have a grad_fn",
        "bad-argument",
    )
    if gradient is None:
        require(
            tensor.numel() == 1,
            "grad can be implicitly created only for scalar outputs, but the tensor has shape "
            f"{tuple(tensor.shape)}",
        )
        require(
            not is_known(tensor.dtype) or not tensor.dtype.is_complex,
            f"grad can be implicitly created only for real scalar outputs but got {tensor.dtype}",
            "dtype-mismatch",
        )
    elif is_known(gradient):
        require(
            gradient.shape == tensor.shape,
            f"mismatch in shape: the gradient is {tuple(gradient.shape)}, but the tensor is "
            f"{tuple(tensor.shape)}",
        )


def _listed(value):
    return [value] if isinstance(value, torch.Tensor) else list(value)


def run(roots, inputs, retain_graph, create_graph, accumulates=True):
    """Runs backward from ``roots`` to ``inputs``, or to all leaves, and the hooks that wait for it."""
    if is_known(inputs) and inputs is not None:
        inputs = _listed(inputs)
    keep = create_graph if retain_graph is None else retain_graph
    _pytea.run_backward(roots, inputs, keep, accumulates)
    torch.nn._hooks.run_backward_hooks()


def backward(
    tensors, grad_tensors=None, retain_graph=None, create_graph=False, grad_variables=None,
    inputs=None,
):  # fmt: skip
    roots = _listed(tensors)
    gradients = [None] * len(roots) if grad_tensors is None else _listed(grad_tensors)
    require(
        len(gradients) == len(roots),
        f"got {len(roots)} tensors and {len(gradients)} gradients",
        "bad-argument",
    )
    for root, gradient in zip(roots, gradients):
        check_root(root, gradient)
    run(roots, inputs, retain_graph, create_graph)


def grad(
    outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, only_inputs=True,
    allow_unused=None, is_grads_batched=False, materialize_grads=False,
):  # fmt: skip
    if not is_known(inputs) or not is_known(outputs):
        return unknown("gradients")
    roots = _listed(outputs)
    gradients = [None] * len(roots) if grad_outputs is None else _listed(grad_outputs)
    for root, gradient in zip(roots, gradients):
        if not is_grads_batched:
            check_root(root, gradient)
    results = []
    inputs = _listed(inputs)
    require(inputs, "grad() needs inputs to differentiate by, got none", "bad-argument")
    for index, tensor in enumerate(inputs):
        message = "one of the differentiated tensors does not require grad"
        require(tensor.requires_grad, message, "bad-argument")
        if _pytea.is_unused(roots, tensor) and is_known(allow_unused) and is_known(materialize_grads):
            if not materialize_grads:
                text = f"differentiated tensor {index} was not used in the graph"
                require(allow_unused, f"{text}: pass allow_unused=True", "bad-argument")
                results.append(None)
                continue
        shape = tensor.shape
        if is_grads_batched:
            shape = (gradients[0].shape[0], *shape)
        wanted = create_graph if is_known(create_graph) else False
        results.append(
            torch.empty(shape, dtype=tensor.dtype, device=tensor.device, requires_grad=wanted)
        )
    run(roots, inputs, retain_graph, create_graph, accumulates=False)
    return tuple(results)
