"""autograd.Function: forward runs at ``apply``, backward when the next ``backward`` does."""

from _pytea import forget_history, give_gradient, is_known, require

import torch


class FunctionCtx:
    saved_tensors = ()
    _non_differentiable = ()
    materialize_grads = True

    def save_for_backward(self, *tensors):
        self.saved_tensors = tensors

    def save_for_forward(self, *tensors):
        pass

    def mark_dirty(self, *args):
        pass

    def mark_non_differentiable(self, *args):
        self._non_differentiable = args

    def set_materialize_grads(self, value):
        pass


class Function(FunctionCtx):
    @staticmethod
    def forward(*args, **kwargs):
        raise NotImplementedError(
            "You must implement the forward function for custom autograd.Function."
        )

    @staticmethod
    def setup_context(ctx, inputs, output):
        raise NotImplementedError("setup_context is not implemented.")

    @staticmethod
    def backward(ctx, *grad_outputs):
        raise NotImplementedError(
            "You must implement either the backward or vjp method for your custom "
            "autograd.Function to use it with backward mode AD."
        )

    @classmethod
    def apply(cls, *args, **kwargs):
        ctx = FunctionCtx()
        ctx.needs_input_grad = tuple(
            [isinstance(arg, torch.Tensor) and arg.requires_grad for arg in args]
        )
        if cls.setup_context is Function.setup_context:
            result = cls.forward(ctx, *args, **kwargs)
        else:
            result = cls.forward(*args, **kwargs)
            cls.setup_context(ctx, args, result)
        attach(ctx, args, result)
        torch.nn._hooks.wait_for(lambda: run_backward(cls, ctx, args, result))
        return forget_history(result)


def attach(ctx, args, result):
    """Makes the results need a gradient where an argument does, however forward computed them."""
    results = result if isinstance(result, tuple) else (result,)
    needs = False
    for flag in ctx.needs_input_grad:
        needs = needs or flag
    kept = (*args, *ctx._non_differentiable)
    for item in results:
        if isinstance(item, torch.Tensor) and not any([item is other for other in kept]):
            give_gradient(item, needs)
    for item in ctx._non_differentiable:
        give_gradient(item, False)


def run_backward(cls, ctx, args, result):
    """Runs the backward of one application with gradients of the right shapes."""
    results = result if isinstance(result, tuple) else (result,)
    given = [torch.empty_like(r) if isinstance(r, torch.Tensor) else None for r in results]
    gradients = cls.backward(ctx, *given)
    if not is_known(gradients):
        return
    if not isinstance(gradients, tuple):
        gradients = (gradients,)
    require(
        len(gradients) == len(args),
        f"function {cls.__name__}Backward returned an incorrect number of gradients (expected "
        f"{len(args)}, got {len(gradients)})",
        "bad-argument",
    )


def once_differentiable(fn):
    return fn
