"""The base of all optimizers."""

from collections import defaultdict

from _pytea import forget_gradients, is_known, require, step_parameters, unknown

import torch


class _RequiredParameter:
    def __repr__(self):
        return "<required parameter>"


required = _RequiredParameter()


def check_least(value, text, least=0):
    """Demands a number of at least ``least``."""
    if is_known(value) and not isinstance(value, torch.Tensor):
        require(value >= least, f"{text}: {value}", "bad-argument", "ValueError")


def check_betas(betas, text="Invalid beta parameter at index"):
    """Demands numbers from 0 up to, not including, 1."""
    if not is_known(betas):
        return
    for i in range(2):
        beta = betas[i]
        if is_known(beta) and not isinstance(beta, torch.Tensor):
            require(beta >= 0, f"{text} {i}: {beta}", "bad-argument", "ValueError")
            require(beta < 1, f"{text} {i}: {beta}", "bad-argument", "ValueError")


def check_tensor_rate(lr, foreach=None, capturable=False):
    """Demands one element of a learning rate that is a tensor."""
    if not is_known(lr) or not isinstance(lr, torch.Tensor):
        return
    if is_known(foreach) and foreach and not capturable:
        raise ValueError("lr as a Tensor is not supported for capturable=False and foreach=True")
    require(lr.numel() == 1, "Tensor lr must be 1-element", "bad-argument", "ValueError")


def check_kernels(defaults):
    """Demands that only one of the fast ways to make a step is asked for."""
    fused = defaults.get("fused")
    if not is_known(fused) or not fused:
        return
    for name in ("differentiable", "foreach"):
        if is_known(defaults.get(name)) and defaults.get(name):
            raise RuntimeError(f"`fused` and `{name}` cannot be `True` together.")


def _check_group(own, given):
    """Demands a loaded group of as many parameters."""
    if is_known(own) and is_known(given):
        require(
            len(own) == len(given),
            "loaded state dict contains a parameter group that doesn't match the size of the "
            f"optimizer's group: {len(given)} and {len(own)} parameters",
            "bad-argument",
            "ValueError",
        )


class Optimizer:
    def __init__(self, params, defaults):
        self.defaults = defaults
        self.state = defaultdict(dict)
        self.param_groups = []
        if not is_known(params):
            self.param_groups.append({"params": [], **defaults})
            return
        if isinstance(params, torch.Tensor):
            raise TypeError(
                "params argument given to the optimizer should be an iterable of Tensors or dicts, "
                "but got a tensor"
            )
        groups = list(params)
        if len(groups) == 0:
            raise ValueError("optimizer got an empty parameter list")
        if not isinstance(groups[0], dict):
            groups = [{"params": groups}]
        for group in groups:
            self.add_param_group(group)

    def add_param_group(self, param_group):
        if not isinstance(param_group, dict):
            raise TypeError(f"param_group must be a dict, but got {type(param_group).__name__}")
        params = param_group["params"]
        if not is_known(params):
            params = []
        elif isinstance(params, torch.Tensor):
            params = [params]
        elif isinstance(params, set):
            raise TypeError(
                "optimizer parameters need to be organized in ordered collections, but the "
                "ordering of tensors in sets will change between runs. Please use a list instead."
            )
        params = list(params)
        named = [isinstance(param, tuple) for param in params]
        if any(named) and not all(named):
            raise ValueError(
                "all optimizer params should be with/without names. Some param names are missing"
            )
        params = [self._checked(param) for param in params]
        param_group["params"] = params
        for name, default in self.defaults.items():
            if default is required and name not in param_group:
                raise ValueError(
                    f"parameter group didn't specify a value of required optimization parameter {name}"
                )
            param_group.setdefault(name, default)
        used = set()
        for group in self.param_groups:
            used.update(group["params"])
        if any(param in used for param in params):
            raise ValueError("some parameters appear in more than one parameter group")
        self.param_groups.append(param_group)

    def _checked(self, param):
        if isinstance(param, tuple) and len(param) == 2:
            param = param[1]
        if not is_known(param):
            return param
        if not isinstance(param, torch.Tensor):
            if torch.nn.parameter.is_lazy(param):
                return param
            raise TypeError(
                "optimizer can only optimize Tensors, but one of the params is "
                + type(param).__name__
            )
        message = "can't optimize a non-leaf Tensor"
        require(param.is_leaf, message, "bad-argument", "ValueError")
        return param

    def zero_grad(self, set_to_none=True):
        if is_known(set_to_none) and set_to_none:
            for group in self.param_groups:
                forget_gradients(group["params"])

    def step(self, closure=None):
        loss = None if closure is None else closure()
        for group in self.param_groups:
            step_parameters(group["params"])
        self._forget_state()
        return loss

    def _forget_state(self):
        """Leaves open what a kernel keeps for each parameter."""
        if is_known(self.state):
            self.state = unknown("the state of an optimizer")

    def state_dict(self):
        groups = []
        for group in self.param_groups:
            kept = {key: value for key, value in group.items() if key != "params"}
            kept["params"] = list(range(len(group["params"])))
            groups.append(kept)
        return {"state": {} if is_known(self.state) else self.state, "param_groups": groups}

    def load_state_dict(self, state_dict):
        self._forget_state()
        if is_known(state_dict):
            groups = state_dict["param_groups"]
            if is_known(groups) and len(groups) != len(self.param_groups):
                raise ValueError("loaded state dict has a different number of parameter groups")
            if is_known(groups):
                for own, given in zip(self.param_groups, groups):
                    _check_group(own["params"], given["params"])

    def register_step_pre_hook(self, hook):
        return torch.nn._hooks.RemovableHandle({})

    def register_step_post_hook(self, hook):
        return torch.nn._hooks.RemovableHandle({})

    def register_state_dict_pre_hook(self, hook, prepend=False):
        return torch.nn._hooks.RemovableHandle({})

    def register_load_state_dict_post_hook(self, hook, prepend=False):
        return torch.nn._hooks.RemovableHandle({})

    def __repr__(self):
        return f"{type(self).__name__} (...)"

    def __setstate__(self, state):
        self.__dict__.update(state)
