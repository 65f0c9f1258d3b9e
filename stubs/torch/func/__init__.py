"""torch.func: transforms of functions, by the shapes of what they return."""

from _pytea import fail, is_known, require

import einops
import torch


def _batched(args, in_dims):
    """Returns the arguments of one sample and the batch size."""
    dims = in_dims if isinstance(in_dims, (tuple, list)) else (in_dims,) * len(args)
    require(
        len(dims) == len(args),
        f"in_dims has {len(dims)} entries, but the function got {len(args)} arguments",
        "bad-argument",
        "ValueError",
    )
    size = None
    samples = []
    for arg, dim in zip(args, dims):
        sample, size = _sample(arg, dim, size)
        samples.append(sample)
    if size is None:
        fail("vmap: at least one input must be mapped over", "bad-argument", "ValueError")
    return samples, size


def _sample(arg, dim, size):
    if dim is None or not is_known(arg):
        return arg, size
    if isinstance(arg, dict):
        parts = {}
        for key, value in arg.items():
            parts[key], size = _sample(value, dim[key] if isinstance(dim, dict) else dim, size)
        return parts, size
    if isinstance(arg, (tuple, list)):
        parts = []
        for i, value in enumerate(arg):
            inner = dim[i] if isinstance(dim, (tuple, list)) else dim
            part, size = _sample(value, inner, size)
            parts.append(part)
        return type(arg)(parts), size
    if not isinstance(arg, torch.Tensor):
        return arg, size
    own = arg.size(dim)
    if size is not None:
        message = f"vmap: the mapped dims must have one size, but are {size} and {own}"
        require(size == own, message, "shape-mismatch", "ValueError")
    return arg.select(dim, 0), own


def _stacked(result, size, dim):
    if isinstance(result, torch.Tensor):
        position = dim if dim >= 0 else dim + result.dim() + 1
        shape = list(result.shape)
        shape.insert(position, size)
        return result.unsqueeze(position).expand(shape)
    if isinstance(result, dict):
        return {key: _stacked(value, size, dim) for key, value in result.items()}
    if isinstance(result, (tuple, list)):
        dims = dim if isinstance(dim, (tuple, list)) else (dim,) * len(result)
        return type(result)([_stacked(value, size, d) for value, d in zip(result, dims)])
    if isinstance(result, (int, float, str)):
        raise ValueError(f"vmap must return Tensors, got type {type(result)} as a return")
    return result


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    def mapped(*args, **kwargs):
        samples, size = _batched(args, in_dims)
        return _stacked(func(*samples, **kwargs), size, out_dims)

    return mapped


def _like(value):
    if isinstance(value, torch.Tensor):
        return torch.empty_like(value.detach())
    if isinstance(value, dict):
        return {key: _like(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)([_like(item) for item in value])
    return value


def _chosen(args, argnums):
    if isinstance(argnums, (tuple, list)):
        return tuple([args[i] for i in argnums])
    return args[argnums]


def _require_differentiable(value):
    if isinstance(value, (tuple, list)):
        for item in value:
            _require_differentiable(item)
    elif isinstance(value, torch.Tensor) and is_known(value.dtype):
        message = f"grad: only floating point and complex tensors need gradients, got {value.dtype}"
        require(value.is_floating_point() or value.is_complex(), message, "dtype-mismatch")


def _require_equal(name, value, given):
    """Refuses a tensor beside one of another shape, as a tangent or a cotangent."""
    if isinstance(value, torch.Tensor) and isinstance(given, torch.Tensor):
        message = f"{name}: a tensor {tuple(given.shape)} does not fit {tuple(value.shape)}"
        require(given.shape == value.shape, message)


def grad_and_value(func, argnums=0, has_aux=False):
    def gradient(*args, **kwargs):
        _require_differentiable(_chosen(args, argnums))
        result = func(*args, **kwargs)
        output = result[0] if has_aux else result
        require(
            output.dim() == 0,
            "expected the function given to grad to return a scalar tensor, got a tensor of shape "
            f"{tuple(output.shape)}",
        )
        return _like(_chosen(args, argnums)), result

    return gradient


def grad(func, argnums=0, has_aux=False):
    both = grad_and_value(func, argnums, has_aux)

    def gradient(*args, **kwargs):
        gradients, result = both(*args, **kwargs)
        return (gradients, result[1]) if has_aux else gradients

    return gradient


def _jacobian(func, argnums, has_aux):
    def jacobian(*args, **kwargs):
        result = func(*args, **kwargs)
        output = result[0] if has_aux else result
        value = _blocks(output, _chosen(args, argnums))
        return (value, result[1]) if has_aux else value

    return jacobian


def _blocks(output, inputs):
    """Returns the derivatives of an output, in its structure, by inputs, in theirs."""
    if isinstance(output, (tuple, list)):
        return type(output)([_blocks(item, inputs) for item in output])
    if isinstance(output, dict):
        return {key: _blocks(item, inputs) for key, item in output.items()}
    if isinstance(inputs, tuple):
        return tuple([_blocks(output, item) for item in inputs])
    if isinstance(inputs, dict):
        return {key: _blocks(output, item) for key, item in inputs.items()}
    return output.new_empty((*output.shape, *inputs.shape))


def jacrev(func, argnums=0, *, has_aux=False, chunk_size=None, _preallocate_and_copy=False):
    return _jacobian(func, argnums, has_aux)


def jacfwd(func, argnums=0, has_aux=False, *, randomness="error"):
    return _jacobian(func, argnums, has_aux)


def hessian(func, argnums=0):
    return _jacobian(_jacobian(func, argnums, False), argnums, False)


def vjp(func, *primals, has_aux=False):
    result = func(*primals)
    output = result[0] if has_aux else result

    def pull(*cotangents, **options):
        if len(cotangents) == 1:
            _require_equal("vjp", output, cotangents[0])
        return tuple([_like(primal) for primal in primals])

    return (*result, pull) if has_aux else (result, pull)


def jvp(func, primals, tangents, *, strict=False, has_aux=False):
    for primal, tangent in zip(primals, tangents):
        _require_equal("jvp", primal, tangent)
    result = func(*primals)
    return (result[0], _like(result[0]), result[1]) if has_aux else (result, _like(result))


def functionalize(func, *, remove="mutations"):
    return func


def _owner(module, name):
    """Returns the table that holds a parameter or buffer, and its own name."""
    path, _, own = name.rpartition(".")
    owner = module.get_submodule(path)
    return (owner._buffers if own in owner._buffers else owner._parameters), own


def functional_call(
    module, parameter_and_buffer_dicts, args=None, kwargs=None, *, tie_weights=True, strict=False
):
    args = () if args is None else args if isinstance(args, tuple) else (args,)
    tables = parameter_and_buffer_dicts
    replaced = []
    if is_known(tables):
        for table in tables if isinstance(tables, (tuple, list)) else (tables,):
            if not is_known(table):
                continue
            for name, value in table.items():
                owner, own = _owner(module, name)
                if own not in owner and strict:
                    raise RuntimeError(f"Unexpected key(s): {name!r}.")
                if own not in owner:
                    continue
                replaced.append((owner, own, owner[own]))
                owner[own] = value
    try:
        return module(*args, **(kwargs or {}))
    finally:
        for owner, own, value in reversed(replaced):
            owner[own] = value


def stack_module_state(models):
    def stacked(entries):
        return {name: torch.stack([dict(e)[name] for e in entries]) for name, _ in entries[0]}

    params = stacked([list(model.named_parameters()) for model in models])
    return params, stacked([list(model.named_buffers()) for model in models])


def linearize(func, *primals):
    result = func(*primals)
    return result, lambda *tangents: _like(result)


def replace_all_batch_norm_modules_(root):
    return root


def debug_unwrap(tensor, *, recurse=True):
    return tensor


def rearrange(tensor, pattern, **axes_lengths):
    return einops.rearrange(tensor, pattern, **axes_lengths)
