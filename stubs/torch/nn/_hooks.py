"""Hooks of modules and tensors; backward hooks run when the next ``backward`` does."""

import torch


class RemovableHandle:
    next_id = 0

    def __init__(self, hooks_dict, *, extra_dict=None):
        self.hooks = hooks_dict
        self.id = RemovableHandle.next_id
        RemovableHandle.next_id = RemovableHandle.next_id + 1

    def remove(self):
        self.hooks.pop(self.id, None)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.remove()


def register(module, table, entry, prepend):
    hooks = getattr(module, table)
    handle = RemovableHandle(hooks)
    if prepend:
        others = list(hooks.items())
        hooks.clear()
        hooks[handle.id] = entry
        for key, other in others:
            hooks[key] = other
    else:
        hooks[handle.id] = entry
    object.__setattr__(module, "_hooked", True)
    return handle


def call(module, args, kwargs):
    for hook, with_kwargs in list(module._forward_pre_hooks.values()):
        if with_kwargs:
            changed = hook(module, args, kwargs)
            if changed is not None:
                args, kwargs = changed
        else:
            changed = hook(module, args)
            if changed is not None:
                args = changed if isinstance(changed, tuple) else (changed,)
    result = module.forward(*args, **kwargs)
    for hook, with_kwargs in list(module._forward_hooks.values()):
        changed = hook(module, args, kwargs, result) if with_kwargs else hook(module, args, result)
        if changed is not None:
            result = changed
    if module._backward_hooks or module._backward_pre_hooks:
        _waiting.append((module, args, result))
    return result


#: Calls of modules with backward hooks since the last ``backward``.
_waiting = []
#: Tensors with hooks: (tensor, table of hooks).
_watched = []


def watch(tensor, hook):
    table = {}
    handle = RemovableHandle(table)
    table[handle.id] = hook
    _watched.append((tensor, table))
    return handle


def _gradients(values):
    values = values if isinstance(values, (tuple, list)) else (values,)
    return tuple(torch.empty_like(v) if isinstance(v, torch.Tensor) else None for v in values)


def run_backward_hooks():
    """Runs what was registered for the gradients of the last forward."""
    later = list(_later)
    _later.clear()
    for function in later:
        function()
    for module, args, result in _waiting:
        grad_output = _gradients(result)
        for hook, _ in list(module._backward_pre_hooks.values()):
            hook(module, grad_output)
        for hook, _ in list(module._backward_hooks.values()):
            hook(module, _gradients(args), grad_output)
    _waiting.clear()
    for tensor, table in list(_watched):
        for hook in list(table.values()):
            hook(torch.empty_like(tensor))


#: What runs at the next ``backward``.
_later = []


def wait_for(function):
    _later.append(function)


def register_module_forward_hook(hook, *, with_kwargs=False, always_call=False):
    return RemovableHandle({})


def register_module_forward_pre_hook(hook):
    return RemovableHandle({})


def register_module_full_backward_hook(hook):
    return RemovableHandle({})


def register_module_module_registration_hook(hook):
    return RemovableHandle({})
