"""SGD, ASGD, RMSprop and Rprop."""

from _pytea import is_known, require

from torch.optim.optimizer import Optimizer, check_kernels, check_least, check_tensor_rate


class SGD(Optimizer):
    def __init__(
        self, params, lr=1e-3, momentum=0, dampening=0, weight_decay=0, nesterov=False, *,
        maximize=False, foreach=None, differentiable=False, fused=None,
    ):  # fmt: skip
        check_tensor_rate(lr)
        check_least(lr, "Invalid learning rate")
        check_least(momentum, "Invalid momentum value")
        check_least(weight_decay, "Invalid weight_decay value")
        defaults = {
            "lr": lr, "momentum": momentum, "dampening": dampening, "weight_decay": weight_decay,
            "nesterov": nesterov, "maximize": maximize, "foreach": foreach,
            "differentiable": differentiable, "fused": fused,
        }  # fmt: skip
        if is_known(nesterov) and nesterov:
            text = "Nesterov momentum requires a momentum and zero dampening"
            require(momentum > 0, text, "bad-argument", "ValueError")
            require(dampening == 0, text, "bad-argument", "ValueError")
        super().__init__(params, defaults)
        check_kernels(defaults)


class ASGD(Optimizer):
    def __init__(
        self, params, lr=1e-2, lambd=1e-4, alpha=0.75, t0=1e6, weight_decay=0, foreach=None,
        maximize=False, differentiable=False, capturable=False,
    ):  # fmt: skip
        check_least(lr, "Invalid learning rate")
        check_least(weight_decay, "Invalid weight_decay value")
        defaults = {
            "lr": lr, "lambd": lambd, "alpha": alpha, "t0": t0, "weight_decay": weight_decay,
            "foreach": foreach, "maximize": maximize, "differentiable": differentiable,
            "capturable": capturable,
        }  # fmt: skip
        super().__init__(params, defaults)


class RMSprop(Optimizer):
    def __init__(
        self, params, lr=1e-2, alpha=0.99, eps=1e-8, weight_decay=0, momentum=0, centered=False,
        capturable=False, foreach=None, maximize=False, differentiable=False,
    ):  # fmt: skip
        check_least(lr, "Invalid learning rate")
        check_least(eps, "Invalid epsilon value")
        check_least(momentum, "Invalid momentum value")
        check_least(weight_decay, "Invalid weight_decay value")
        check_least(alpha, "Invalid alpha value")
        defaults = {
            "lr": lr, "momentum": momentum, "alpha": alpha, "eps": eps, "centered": centered,
            "weight_decay": weight_decay, "capturable": capturable, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, defaults)


class Rprop(Optimizer):
    def __init__(
        self, params, lr=1e-2, etas=(0.5, 1.2), step_sizes=(1e-6, 50), *, capturable=False,
        foreach=None, maximize=False, differentiable=False,
    ):  # fmt: skip
        check_least(lr, "Invalid learning rate")
        text = f"Invalid eta values: {etas[0]}, {etas[1]}"
        fits = (etas[0] > 0) & (etas[0] < 1) & (etas[1] > 1)
        require(fits, text, "bad-argument", "ValueError")
        defaults = {
            "lr": lr, "etas": etas, "step_sizes": step_sizes, "capturable": capturable,
            "foreach": foreach, "maximize": maximize, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, defaults)
