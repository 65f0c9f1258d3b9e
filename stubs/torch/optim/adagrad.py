"""Adagrad, Adadelta, Adafactor and Muon."""

from _pytea import is_known, require

from torch.optim.optimizer import Optimizer, check_least


class Adagrad(Optimizer):
    def __init__(
        self, params, lr=1e-2, lr_decay=0, weight_decay=0, initial_accumulator_value=0, eps=1e-10,
        foreach=None, *, maximize=False, differentiable=False, fused=None,
    ):  # fmt: skip
        check_least(lr, "Invalid learning rate")
        check_least(lr_decay, "Invalid lr_decay value")
        check_least(weight_decay, "Invalid weight_decay value")
        check_least(initial_accumulator_value, "Invalid initial_accumulator_value value")
        check_least(eps, "Invalid epsilon value")
        defaults = {
            "lr": lr, "lr_decay": lr_decay, "eps": eps, "weight_decay": weight_decay,
            "initial_accumulator_value": initial_accumulator_value, "foreach": foreach,
            "maximize": maximize, "differentiable": differentiable, "fused": fused,
        }  # fmt: skip
        super().__init__(params, defaults)


class Adadelta(Optimizer):
    def __init__(
        self, params, lr=1.0, rho=0.9, eps=1e-6, weight_decay=0, foreach=None, *,
        capturable=False, maximize=False, differentiable=False,
    ):  # fmt: skip
        check_least(lr, "Invalid learning rate")
        check_least(rho, "Invalid rho value")
        require(rho <= 1, f"Invalid rho value: {rho}", "bad-argument", "ValueError")
        check_least(eps, "Invalid epsilon value")
        check_least(weight_decay, "Invalid weight_decay value")
        defaults = {
            "lr": lr, "rho": rho, "eps": eps, "weight_decay": weight_decay, "maximize": maximize,
            "capturable": capturable, "foreach": foreach, "differentiable": differentiable,
        }  # fmt: skip
        super().__init__(params, defaults)


class Adafactor(Optimizer):
    def __init__(
        self, params, lr=1e-2, beta2_decay=-0.8, eps=(None, 1e-3), d=1.0, weight_decay=0.0, *,
        foreach=None, maximize=False,
    ):  # fmt: skip
        check_least(lr, "Learning rate should be >= 0 but is")
        require(beta2_decay <= 0, "beta2_decay should be <= 0", "bad-argument", "ValueError")
        check_least(d, "Clipping threshold d should be >= 1 but is", 1)
        check_least(weight_decay, "weight_decay should be >= 0 but is")
        defaults = {
            "lr": lr, "beta2_decay": beta2_decay, "eps": eps, "d": d,
            "weight_decay": weight_decay, "foreach": foreach, "maximize": maximize,
        }  # fmt: skip
        super().__init__(params, defaults)


class Muon(Optimizer):
    def __init__(
        self, params, lr=1e-3, weight_decay=0.1, momentum=0.95, nesterov=True,
        ns_coefficients=(3.4445, -4.775, 2.0315), eps=1e-7, ns_steps=5, adjust_lr_fn=None,
    ):  # fmt: skip
        check_least(lr, "Learning rate should be >= 0 but is")
        check_least(momentum, "momentum should be >= 0 but is")
        check_least(weight_decay, "weight decay should be >= 0 but is")
        defaults = {
            "lr": lr, "weight_decay": weight_decay, "momentum": momentum, "nesterov": nesterov,
            "ns_coefficients": ns_coefficients, "eps": eps, "ns_steps": ns_steps,
            "adjust_lr_fn": adjust_lr_fn,
        }  # fmt: skip
        super().__init__(params, defaults)
        for group in self.param_groups:
            for param in group["params"]:
                if is_known(param):
                    require(
                        param.ndim == 2,
                        f"Muon only supports 2D parameters whereas we found a parameter with size: "
                        f"{tuple(param.shape)}",
                        "bad-argument",
                        "ValueError",
                    )
