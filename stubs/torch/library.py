"""torch.library: operators that a program defines are the functions that it gives."""


class _CustomOperator:
    def __init__(self, function):
        self._function = function
        self.__name__ = getattr(function, "__name__", "operator")

    def __call__(self, *args, **kwargs):
        return self._function(*args, **kwargs)

    def _kept(self, function=None, *args, **kwargs):
        """Takes a function for another device or mode, as a decorator or at once."""
        return function if callable(function) else lambda given: given

    register_fake = register_kernel = register_vmap = register_autocast = _kept
    register_torch_dispatch = _kept

    def register_autograd(self, backward, /, *, setup_context=None):
        pass

    def set_kernel_enabled(self, device_type, enabled=True):
        pass


def custom_op(name, fn=None, /, *, mutates_args, device_types=None, schema=None, tags=None):
    if "::" not in name:
        raise ValueError(f"name should be of the form {{namespace}}::{{name}}, got {name!r}")
    return _CustomOperator if fn is None else _CustomOperator(fn)


triton_op = custom_op


def wrap_triton(triton_kernel, /):
    return triton_kernel


def _decorator(op, func=None, /, **options):
    return func if callable(func) else lambda given: given


register_fake = register_vmap = impl_abstract = _decorator


def register_kernel(op, device_types, func=None, /, *, lib=None):
    return func if callable(func) else lambda given: given


def register_autograd(op, backward, /, *, setup_context=None, lib=None):
    pass


class Library:
    def __init__(self, ns, kind, dispatch_key=""):
        self.ns, self.kind = ns, kind

    def define(self, schema, alias_analysis="", *, tags=()):
        return schema.partition("(")[0]

    def impl(self, op_name, fn, dispatch_key="", *, with_keyset=False):
        pass
