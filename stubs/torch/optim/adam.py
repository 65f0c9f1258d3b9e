"""Adam and its relatives."""

from _pytea import is_known, require

import torch
from torch.optim.optimizer import (
    Optimizer, check_betas, check_kernels, check_least, check_tensor_rate,
)  # fmt: skip


class _AdamLike(Optimizer):
    def __init__(self, params, lr, betas, eps, weight_decay, **defaults):
        check_tensor_rate(lr, defaults.get("foreach"), defaults.get("capturable"))
        check_least(lr, "Invalid learning rate")
        check_least(eps, "Invalid epsilon value")
        check_betas(betas)
        check_least(weight_decay, "Invalid weight_decay value")
        settings = {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay}
        settings.update(defaults)
        super().__init__(params, settings)
        check_kernels(settings)


class Adam(_AdamLike):
    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, amsgrad=False, *,
        foreach=None, maximize=False, capturable=False, differentiable=False, fused=None,
        decoupled_weight_decay=False,
    ):  # fmt: skip
        super().__init__(
            params, lr, betas, eps, weight_decay, amsgrad=amsgrad, maximize=maximize,
            foreach=foreach, capturable=capturable, differentiable=differentiable, fused=fused,
            decoupled_weight_decay=decoupled_weight_decay,
        )  # fmt: skip


class AdamW(Adam):
    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2, amsgrad=False, *,
        maximize=False, foreach=None, capturable=False, differentiable=False, fused=None,
    ):  # fmt: skip
        super().__init__(
            params, lr, betas, eps, weight_decay, amsgrad, foreach=foreach, maximize=maximize,
            capturable=capturable, differentiable=differentiable, fused=fused,
            decoupled_weight_decay=True,
        )  # fmt: skip


class Adamax(_AdamLike):
    def __init__(
        self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, foreach=None, *,
        maximize=False, differentiable=False, capturable=False,
    ):  # fmt: skip
        super().__init__(
            params, lr, betas, eps, weight_decay, foreach=foreach, maximize=maximize,
            differentiable=differentiable, capturable=capturable,
        )  # fmt: skip


class NAdam(_AdamLike):
    def __init__(
        self, params, lr=2e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0, momentum_decay=4e-3,
        decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False,
        differentiable=False,
    ):  # fmt: skip
        check_least(momentum_decay, "Invalid momentum_decay value")
        super().__init__(
            params, lr, betas, eps, weight_decay, momentum_decay=momentum_decay,
            decoupled_weight_decay=decoupled_weight_decay, maximize=maximize, foreach=foreach,
            capturable=capturable, differentiable=differentiable,
        )  # fmt: skip


class RAdam(_AdamLike):
    def __init__(
        self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0,
        decoupled_weight_decay=False, *, foreach=None, maximize=False, capturable=False,
        differentiable=False,
    ):  # fmt: skip
        super().__init__(
            params, lr, betas, eps, weight_decay, maximize=maximize, foreach=foreach,
            capturable=capturable, decoupled_weight_decay=decoupled_weight_decay,
            differentiable=differentiable,
        )  # fmt: skip


class SparseAdam(_AdamLike):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, maximize=False):
        for name, number in (("learning rate", lr), ("epsilon value", eps)):
            if is_known(number) and not isinstance(number, torch.Tensor):
                require(number > 0, f"Invalid {name}: {number}", "bad-argument", "ValueError")
        super().__init__(params, lr, betas, eps, 0, maximize=maximize)
