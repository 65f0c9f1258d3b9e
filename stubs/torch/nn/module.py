"""torch.nn.Module."""

from _pytea import fail, forget_gradients, is_known, set_training, unknown, walk_members, walk_modules

import torch
from torch.nn import Buffer, Parameter


def check_module(module):
    """Refuses what is no module; None is taken."""
    if is_known(module) and not isinstance(module, Module) and module is not None:
        raise TypeError(f"{type(module).__name__} is not a Module subclass")


class Module:
    dump_patches = False
    call_super_init = False
    training = True
    _version = 1
    #: Empty until ``__init__`` has run.
    _parameters = ()
    _buffers = ()
    _modules = ()
    #: Whether any hook was ever registered.
    _hooked = False
    _non_persistent_buffers_set = frozenset()

    def __init__(self, *args, **kwargs):
        object.__setattr__(self, "_parameters", {})
        object.__setattr__(self, "_buffers", {})
        object.__setattr__(self, "_modules", {})
        if args or kwargs:
            self._init_with_arguments(args, kwargs)

    def _init_with_arguments(self, args, kwargs):
        name = type(self).__name__
        if not self.call_super_init and kwargs:
            key = next(iter(kwargs))
            raise TypeError(f"{name}.__init__() got an unexpected keyword argument '{key}'")
        if not self.call_super_init and args:
            count = len(args) + 1
            raise TypeError(f"{name}.__init__() takes 1 positional argument but {count} were given")

    def forward(self, *input):
        raise NotImplementedError(
            f'Module [{type(self).__name__}] is missing the required "forward" function'
        )

    def __call__(self, *args, **kwargs):
        if self._hooked:
            return torch.nn._hooks.call(self, args, kwargs)
        return self.forward(*args, **kwargs)

    # --- attributes ---------------------------------------------------------------------------

    def __setattr__(self, name, value):
        if not is_known(value):
            if name in self._modules:
                self._modules[name] = value
            elif name in self._parameters:
                self._parameters[name] = value
            else:
                object.__setattr__(self, name, value)
        elif isinstance(value, (Parameter, Module, Buffer)):
            self._register(name, value)
        elif name in self._parameters or name in self._modules or name in self._buffers:
            self._replace(name, value)
        else:
            object.__setattr__(self, name, value)

    def _register(self, name, value):
        kind = "parameters" if isinstance(value, Parameter) else "module"
        if self._parameters == ():
            raise AttributeError(f"cannot assign {kind} before Module.__init__() call")
        own = self.__dict__
        if name in own:
            object.__delattr__(self, name)
        if isinstance(value, Buffer):
            self.register_buffer(name, value, getattr(value, "persistent", True))
            return
        self._buffers.pop(name, None)
        if isinstance(value, Parameter):
            self._modules.pop(name, None)
            self._parameters[name] = value
        else:
            self._parameters.pop(name, None)
            self._modules[name] = value

    def _replace(self, name, value):
        if name in self._buffers:
            if value is not None and not isinstance(value, torch.Tensor):
                raise TypeError(
                    f"cannot assign '{type(value).__name__}' as buffer '{name}' "
                    "(torch.nn.Buffer, torch.Tensor or None expected)"
                )
            self._buffers[name] = value
            return
        kind = "parameter" if name in self._parameters else "child module"
        if value is not None:
            expected = "torch.nn.Parameter" if kind == "parameter" else "torch.nn.Module"
            raise TypeError(
                f"cannot assign '{type(value).__name__}' as {kind} '{name}' "
                f"({expected} or None expected)"
            )
        if kind == "parameter":
            self._parameters[name] = None
        else:
            self._modules[name] = None

    def __getattr__(self, name):
        if name in self._parameters:
            return self._parameters[name]
        if name in self._modules:
            return self._modules[name]
        if name in self._buffers:
            return self._buffers[name]
        if name in _HOOK_TABLES:
            table = {}
            object.__setattr__(self, name, table)
            return table
        for table in (self._parameters, self._modules, self._buffers):
            if not is_known(name in table):
                return unknown("a module with attributes that are not known")
        message = f"'{type(self).__name__}' object has no attribute '{name}'"
        fail(message, "missing-attribute", "AttributeError")

    def __delattr__(self, name):
        if name in self._parameters:
            del self._parameters[name]
        elif name in self._buffers:
            del self._buffers[name]
        elif name in self._modules:
            del self._modules[name]
        else:
            object.__delattr__(self, name)

    def _check_name(self, name, kind):
        if not isinstance(name, str):
            raise TypeError(f"{kind} name should be a string. Got {type(name).__name__}")
        if "." in name:
            raise KeyError(f'{kind} name can\'t contain "."')
        if name == "":
            raise KeyError(f'{kind} name can\'t be empty string ""')
        table = getattr(self, _TABLES[kind])
        if hasattr(self, name) and name not in table:
            raise KeyError(f"attribute '{name}' already exists")
        return table

    def register_buffer(self, name, tensor, persistent=True):
        if self._parameters == ():
            raise AttributeError("cannot assign buffer before Module.__init__() call")
        table = self._check_name(name, "buffer")
        if is_known(tensor) and tensor is not None and not isinstance(tensor, torch.Tensor):
            if not torch.nn.parameter.is_lazy(tensor):
                raise TypeError(
                    f"cannot assign '{type(tensor).__name__}' object to buffer '{name}' "
                    "(torch Tensor or None required)"
                )
        table[name] = tensor
        if not persistent:
            kept = self._non_persistent_buffers_set | {name}
            object.__setattr__(self, "_non_persistent_buffers_set", kept)

    def register_parameter(self, name, param):
        if self._parameters == ():
            raise AttributeError("cannot assign parameter before Module.__init__() call")
        table = self._check_name(name, "parameter")
        if is_known(param) and param is not None and not isinstance(param, Parameter):
            if not torch.nn.parameter.is_lazy(param):
                raise TypeError(
                    f"cannot assign '{type(param).__name__}' object to parameter '{name}' "
                    "(torch.nn.Parameter or None required)"
                )
        table[name] = param

    def add_module(self, name, module):
        check_module(module)
        self._check_name(name, "module")[name] = module

    def register_module(self, name, module):
        self.add_module(name, module)

    # --- walking ------------------------------------------------------------------------------

    def named_modules(self, memo=None, prefix="", remove_duplicate=True):
        found = walk_modules(self, prefix, remove_duplicate)
        if memo is not None:
            found = [(name, module) for name, module in found if module not in memo]
            memo.update(module for _, module in found)
        return iter(found)

    def modules(self, remove_duplicate=True):
        return iter([module for _, module in walk_modules(self, "", remove_duplicate)])

    def named_children(self):
        memo, found = set(), []
        for name, module in self._modules.items():
            if module is not None and module not in memo:
                memo.add(module)
                found.append((name, module))
        return iter(found)

    def children(self):
        return iter([module for _, module in self.named_children()])

    def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
        return iter(walk_members(self, "_parameters", prefix, recurse, remove_duplicate))

    def parameters(self, recurse=True):
        return iter([param for _, param in self.named_parameters(recurse=recurse)])

    def named_buffers(self, prefix="", recurse=True, remove_duplicate=True):
        return iter(walk_members(self, "_buffers", prefix, recurse, remove_duplicate))

    def buffers(self, recurse=True):
        return iter([buffer for _, buffer in self.named_buffers(recurse=recurse)])

    def _resolve(self, target):
        module = self
        for name in target.split(".") if target else []:
            if not hasattr(module, name):
                raise AttributeError(f"{type(module).__name__} has no attribute `{name}`")
            module = getattr(module, name)
            if is_known(module) and not isinstance(module, Module):
                raise AttributeError(f"`{name}` is not an nn.Module")
        return module

    def get_submodule(self, target):
        return self._resolve(target)

    def set_submodule(self, target, module, strict=False):
        path, _, name = target.rpartition(".")
        setattr(self._resolve(path), name, module)

    def get_parameter(self, target):
        path, _, name = target.rpartition(".")
        return getattr(self._resolve(path), name)

    def get_buffer(self, target):
        return self.get_parameter(target)

    def get_extra_state(self):
        raise RuntimeError(
            "Reached a code path in Module.get_extra_state() that should never be called"
        )

    def set_extra_state(self, state):
        raise RuntimeError(
            "Reached a code path in Module.set_extra_state() that should never be called"
        )

    # --- modes --------------------------------------------------------------------------------

    def apply(self, fn):
        for module in self.children():
            module.apply(fn)
        fn(self)
        return self

    def train(self, mode=True):
        if is_known(mode) and not isinstance(mode, bool):
            raise ValueError("training mode is expected to be boolean")
        for module in set_training(self, mode):
            module.train(mode)
        return self

    def eval(self):
        return self.train(False)

    def requires_grad_(self, requires_grad=True):
        for param in self.parameters():
            param.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none=True):
        if is_known(set_to_none) and set_to_none:
            forget_gradients([p for p in self.parameters() if isinstance(p, torch.Tensor)])

    def share_memory(self):
        return self

    def compile(self, *args, **kwargs):
        pass

    # --- conversion ---------------------------------------------------------------------------

    def _apply(self, fn, recurse=True):
        if recurse:
            for module in self._modules.values():
                if module is not None:
                    module._apply(fn)
        for param in self._parameters.values():
            if param is not None:
                param.data = fn(param.data)
        for name, buffer in self._buffers.items():
            if buffer is not None:
                self._buffers[name] = fn(buffer)
        return self

    def to(self, *args, **kwargs):
        return torch.nn._conversion.to(self, args, kwargs)

    def cuda(self, device=None):
        return self._apply(lambda t: t.cuda(device))

    def ipu(self, device=None):
        return self._apply(lambda t: t.to("ipu"))

    def xpu(self, device=None):
        return self._apply(lambda t: t.to("xpu"))

    def mtia(self, device=None):
        return self._apply(lambda t: t.to("mtia"))

    def cpu(self):
        return self._apply(lambda t: t.cpu())

    def type(self, dst_type):
        return self._apply(lambda t: t.type(dst_type))

    def float(self):
        return torch.nn._conversion.cast(self, torch.float32)

    def double(self):
        return torch.nn._conversion.cast(self, torch.float64)

    def half(self):
        return torch.nn._conversion.cast(self, torch.float16)

    def bfloat16(self):
        return torch.nn._conversion.cast(self, torch.bfloat16)

    def to_empty(self, *, device, recurse=True):
        return self._apply(lambda t: t.to(device), recurse)

    # --- state and hooks ----------------------------------------------------------------------

    def state_dict(self, *args, destination=None, prefix="", keep_vars=False):
        if args:
            destination = args[0]
            prefix = args[1] if len(args) > 1 else prefix
        return torch.nn._state.save(self, {} if destination is None else destination, prefix)

    def load_state_dict(self, state_dict, strict=True, assign=False):
        return torch.nn._state.load(self, state_dict, strict)

    def _register_load_state_dict_pre_hook(self, hook, with_module=False):
        return torch.nn._hooks.RemovableHandle({})

    def register_load_state_dict_pre_hook(self, hook):
        return torch.nn._hooks.RemovableHandle({})

    def register_load_state_dict_post_hook(self, hook):
        return torch.nn._hooks.RemovableHandle({})

    def register_state_dict_pre_hook(self, hook):
        return torch.nn._hooks.RemovableHandle({})

    def register_state_dict_post_hook(self, hook):
        return torch.nn._hooks.RemovableHandle({})

    _register_state_dict_hook = register_state_dict_post_hook

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        return torch.nn._hooks.register(self, "_forward_pre_hooks", (hook, with_kwargs), prepend)

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
        return torch.nn._hooks.register(self, "_forward_hooks", (hook, with_kwargs), prepend)

    def register_full_backward_hook(self, hook, prepend=False):
        return torch.nn._hooks.register(self, "_backward_hooks", (hook, False), prepend)

    def register_backward_hook(self, hook):
        return torch.nn._hooks.register(self, "_backward_hooks", (hook, False), False)

    def register_full_backward_pre_hook(self, hook, prepend=False):
        return torch.nn._hooks.register(self, "_backward_pre_hooks", (hook, False), prepend)

    # --- text ---------------------------------------------------------------------------------

    def _get_name(self):
        return type(self).__name__

    def extra_repr(self):
        return ""

    def __repr__(self):
        lines = [f"  ({name}): {module!r}" for name, module in self._modules.items()]
        body = "\n" + "\n".join(lines) + "\n" if lines else self.extra_repr()
        return f"{self._get_name()}({body})"

    def __dir__(self):
        return [*self._parameters, *self._modules, *self._buffers]


_TABLES = {"buffer": "_buffers", "parameter": "_parameters", "module": "_modules"}
_HOOK_TABLES = ("_forward_hooks", "_forward_pre_hooks", "_backward_hooks", "_backward_pre_hooks")
