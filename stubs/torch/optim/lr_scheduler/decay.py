"""Schedulers that follow a formula."""

from _pytea import is_known, require

from torch.optim.lr_scheduler.base import LRScheduler


class LambdaLR(LRScheduler):
    def __init__(self, optimizer, lr_lambda, last_epoch=-1):
        super().__init__(optimizer, last_epoch)
        count = len(self.base_lrs)
        if is_known(lr_lambda) and isinstance(lr_lambda, (list, tuple)):
            if len(lr_lambda) != count:
                raise ValueError(f"Expected {count} lr_lambdas, but got {len(lr_lambda)}")
            self.lr_lambdas = list(lr_lambda)
        else:
            self.lr_lambdas = [lr_lambda] * count
        self.lr_lambda = lr_lambda
        for function in self.lr_lambdas:
            function(0)


class MultiplicativeLR(LambdaLR):
    def __init__(self, optimizer, lr_lambda, last_epoch=-1):
        super().__init__(optimizer, lr_lambda, last_epoch)


class StepLR(LRScheduler):
    def __init__(self, optimizer, step_size, gamma=0.1, last_epoch=-1):
        self.step_size = step_size
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)


class MultiStepLR(LRScheduler):
    def __init__(self, optimizer, milestones, gamma=0.1, last_epoch=-1):
        self.milestones = list(milestones or ()) if is_known(milestones) else milestones
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)


class ConstantLR(LRScheduler):
    def __init__(self, optimizer, factor=1.0 / 3, total_iters=5, last_epoch=-1):
        message = "Constant multiplicative factor expected to be between 0 and 1."
        require(factor <= 1.0, message, "bad-argument", "ValueError")
        require(factor >= 0, message, "bad-argument", "ValueError")
        self.factor = factor
        self.total_iters = total_iters
        super().__init__(optimizer, last_epoch)


class LinearLR(LRScheduler):
    def __init__(
        self, optimizer, start_factor=1.0 / 3, end_factor=1.0, total_iters=5, last_epoch=-1
    ):
        message = (
            "Starting multiplicative factor expected to be greater than 0 and less or equal to 1."
        )
        require(start_factor <= 1.0, message, "bad-argument", "ValueError")
        require(start_factor > 0, message, "bad-argument", "ValueError")
        message = "Ending multiplicative factor expected to be between 0 and 1."
        require(end_factor <= 1.0, message, "bad-argument", "ValueError")
        require(end_factor >= 0, message, "bad-argument", "ValueError")
        self.start_factor = start_factor
        self.end_factor = end_factor
        self.total_iters = total_iters
        super().__init__(optimizer, last_epoch)


class ExponentialLR(LRScheduler):
    def __init__(self, optimizer, gamma, last_epoch=-1):
        self.gamma = gamma
        super().__init__(optimizer, last_epoch)


class PolynomialLR(LRScheduler):
    def __init__(self, optimizer, total_iters=5, power=1.0, last_epoch=-1):
        self.total_iters = total_iters
        self.power = power
        super().__init__(optimizer, last_epoch)


class CosineAnnealingLR(LRScheduler):
    def __init__(self, optimizer, T_max, eta_min=0.0, last_epoch=-1):
        self.T_max = T_max
        self.eta_min = eta_min
        super().__init__(optimizer, last_epoch)


class CosineAnnealingWarmRestarts(LRScheduler):
    def __init__(self, optimizer, T_0, T_mult=1, eta_min=0.0, last_epoch=-1):
        message = f"Expected positive integer T_0, but got {T_0}"
        require(T_0 > 0, message, "bad-argument", "ValueError")
        if is_known(T_0) and not isinstance(T_0, int):
            raise ValueError(message)
        message = f"Expected integer T_mult >= 1, but got {T_mult}"
        require(T_mult >= 1, message, "bad-argument", "ValueError")
        if is_known(T_mult) and not isinstance(T_mult, int):
            raise ValueError(message)
        self.T_0 = T_0
        self.T_i = T_0
        self.T_mult = T_mult
        self.eta_min = eta_min
        self.T_cur = last_epoch
        super().__init__(optimizer, last_epoch)


class ReduceLROnPlateau(LRScheduler):
    def __init__(
        self, optimizer, mode="min", factor=0.1, patience=10, threshold=1e-4,
        threshold_mode="rel", cooldown=0, min_lr=0, eps=1e-8,
    ):  # fmt: skip
        require(factor < 1.0, "Factor should be < 1.0.", "bad-argument", "ValueError")
        if is_known(mode) and mode not in ("min", "max"):
            raise ValueError("mode " + mode + " is unknown!")
        if is_known(threshold_mode) and threshold_mode not in ("rel", "abs"):
            raise ValueError("threshold mode " + threshold_mode + " is unknown!")
        if is_known(optimizer) and is_known(min_lr) and isinstance(min_lr, (list, tuple)):
            count = len(optimizer.param_groups)
            if len(min_lr) != count:
                raise ValueError(f"expected {count} min_lrs, got {len(min_lr)}")
        super().__init__(optimizer)
        self.mode = mode
        self.factor = factor
        self.patience = patience
        self.threshold = threshold
        self.threshold_mode = threshold_mode
        self.cooldown = cooldown
        self.eps = eps
        self.num_bad_epochs = 0

    def step(self, metrics, epoch=None):
        float(metrics)
        self._forget()
