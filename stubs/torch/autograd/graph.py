"""torch.autograd.graph: hooks on saved tensors change no shape."""

from contextlib import nullcontext

from _pytea import unknown

import torch


class saved_tensors_hooks:
    def __init__(self, pack_hook, unpack_hook):
        self.pack_hook = pack_hook
        self.unpack_hook = unpack_hook

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class save_on_cpu(saved_tensors_hooks):
    def __init__(self, pin_memory=False, device_type="cuda"):
        pass


def disable_saved_tensors_hooks(error_message):
    return nullcontext()


def allow_mutation_on_saved_tensors():
    return nullcontext()


def region_activation_memory_budget(budget):
    return nullcontext()


def register_multi_grad_hook(tensors, fn, *, mode="all"):
    return torch.nn._hooks.RemovableHandle({})


def increment_version(tensor):
    pass


def get_gradient_edge(tensor):
    return unknown("an edge of the graph of gradients")


def set_warn_on_accumulate_grad_stream_mismatch(enabled):
    pass


def set_override_stale_capture_stream(enabled):
    pass
