"""torch.distributed.optim: optimizers that share their state among processes."""

from torch.optim.optimizer import Optimizer


class ZeroRedundancyOptimizer(Optimizer):
    def __init__(self, params, optimizer_class, process_group=None,
                 parameters_as_bucket_view=False, overlap_with_ddp=False, **defaults):  # fmt: skip
        super().__init__(params, defaults)
        self.optim = optimizer_class(self.param_groups, **defaults)

    def step(self, closure=None, **kwargs):
        return self.optim.step() if closure is None else self.optim.step(closure)

    def consolidate_state_dict(self, to=0):
        pass
