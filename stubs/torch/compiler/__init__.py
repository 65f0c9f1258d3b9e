"""torch.compiler is transparent."""

from contextlib import nullcontext


def compile(*args, **kwargs):
    return args[0] if args else (lambda function: function)


def disable(fn=None, recursive=True, *, reason=None):
    return (lambda function: function) if fn is None else fn


def is_compiling():
    return False


def reset():
    pass


def allow_in_graph(fn):
    return fn


def cudagraph_mark_step_begin():
    pass


def is_exporting():
    return False


def is_dynamo_compiling():
    return False


def assume_constant_result(fn):
    return fn


def list_backends(exclude_tags=()):
    return ["inductor"]


def set_stance(stance="default", *, skip_guard_eval_unsafe=False, force_backend=None):
    return nullcontext()


def wrap_numpy(fn):
    return fn


def nested_compile_region(fn=None):
    return fn
