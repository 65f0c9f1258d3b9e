"""torch.jit is transparent: scripted and traced things stay what they are."""

import builtins
from contextlib import nullcontext

from _pytea import unknown

from torch.nn.module import Module


class ScriptModule(Module):
    pass


def script(obj, optimize=None, _frames_up=0, _rcb=None, example_inputs=None):
    return obj


def trace(func, example_inputs=None, *args, **kwargs):
    if isinstance(example_inputs, tuple):
        func(*example_inputs)
    elif example_inputs is not None:
        func(example_inputs)
    return func


def trace_module(mod, inputs, *args, **kwargs):
    return mod


def script_method(fn):
    return fn


def ignore(drop=False, **kwargs):
    return drop if callable(drop) else (lambda function: function)


def unused(fn):
    return fn


def export(fn):
    return fn


def interface(obj):
    return obj


def annotate(the_type, the_value):
    return the_value


def isinstance(obj, target_type):
    """As Python's, except that the items of a container count, which are not followed here."""
    held = builtins.isinstance(obj, (list, dict, tuple)) and obj
    if held and not builtins.isinstance(target_type, (type, tuple)):
        return builtins.isinstance(obj, target_type) and unknown("the types of items")
    return builtins.isinstance(obj, target_type)


def is_scripting():
    return False


def is_tracing():
    return False


def save(m, f, _extra_files=None):
    pass


def load(f, map_location=None, _extra_files=None):
    return unknown("what torch.jit.load reads from a file")


def freeze(mod, preserved_attrs=None, optimize_numerics=True):
    return mod


def optimize_for_inference(mod, other_methods=None):
    return mod


def fork(func, *args, **kwargs):
    return func(*args, **kwargs)


def wait(future):
    return future


def script_if_tracing(fn):
    return fn


def strict_fusion():
    return nullcontext()


def enable_onednn_fusion(enabled):
    pass


def onednn_fusion_enabled():
    return False


def set_fusion_strategy(strategy):
    pass


class Error(RuntimeError):
    pass


class Attribute:
    def __new__(cls, value, type):
        return value


class ScriptFunction:
    pass
