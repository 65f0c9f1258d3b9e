"""Batch and instance normalization."""

from _pytea import fail, is_known, require

import torch
import torch.nn.functional as F
from torch.nn import Parameter
from torch.nn.module import Module


class _NormBase(Module):
    #: The ranks of input that are accepted, and how torch names them.
    _ranks = None
    _rank_names = ""

    def __init__(
        self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True,
        device=None, dtype=None, *, bias=True,
    ):  # fmt: skip
        super().__init__()
        self.num_features = num_features
        self.eps = eps
        self.momentum = momentum
        self.affine = affine
        self.track_running_stats = track_running_stats
        self._make_parameters(num_features, bias, device, dtype)
        self.reset_parameters()

    def _make_parameters(self, num_features, bias, device, dtype):
        if self.affine:
            self.weight = Parameter(torch.empty(num_features, device=device, dtype=dtype))
        else:
            self.register_parameter("weight", None)
        if self.affine and bias:
            self.bias = Parameter(torch.empty(num_features, device=device, dtype=dtype))
        else:
            self.register_parameter("bias", None)
        buffers = self._buffers
        if self.track_running_stats:
            buffers["running_mean"] = torch.zeros(num_features, device=device, dtype=dtype)
            buffers["running_var"] = torch.ones(num_features, device=device, dtype=dtype)
            buffers["num_batches_tracked"] = torch.tensor(0, dtype=torch.int64, device=device)
        else:
            buffers["running_mean"] = None
            buffers["running_var"] = None
            buffers["num_batches_tracked"] = None

    def reset_running_stats(self):
        pass

    def reset_parameters(self):
        pass

    def _check_input_dim(self, input):
        if self._ranks is None:
            raise NotImplementedError
        rank = input.dim()
        if is_known(rank) and rank not in self._ranks:
            message = f"expected {self._rank_names} input (got {rank}D input)"
            fail(message, "shape-mismatch", "ValueError")


class _BatchNorm(_NormBase):
    def forward(self, input):
        self._check_input_dim(input)
        mean, var = self.running_mean, self.running_var
        from_batch = self.training or (mean is None and var is None)
        if self.training and not self.track_running_stats:
            mean = var = None
        momentum = 0.0 if self.momentum is None else self.momentum
        return F.batch_norm(
            input, mean, var, self.weight, self.bias, from_batch, momentum, self.eps
        )


class BatchNorm1d(_BatchNorm):
    _ranks = (2, 3)
    _rank_names = "2D or 3D"


class BatchNorm2d(_BatchNorm):
    _ranks = (4,)
    _rank_names = "4D"


class BatchNorm3d(_BatchNorm):
    _ranks = (5,)
    _rank_names = "5D"


class SyncBatchNorm(_BatchNorm):
    def __init__(
        self, num_features, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True,
        process_group=None, device=None, dtype=None, *, bias=True,
    ):  # fmt: skip
        super().__init__(
            num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias
        )
        self.process_group = process_group

    def _check_input_dim(self, input):
        message = f"expected at least 2D input (got {input.dim()}D input)"
        require(input.dim() >= 2, message, "shape-mismatch", "ValueError")

    @classmethod
    def convert_sync_batchnorm(cls, module, process_group=None):
        return module


class _InstanceNorm(_NormBase):
    def __init__(
        self, num_features, eps=1e-5, momentum=0.1, affine=False, track_running_stats=False,
        device=None, dtype=None, *, bias=True,
    ):  # fmt: skip
        super().__init__(
            num_features, eps, momentum, affine, track_running_stats, device, dtype, bias=bias
        )

    def _get_no_batch_dim(self):
        return self._ranks[0]

    def _apply_instance_norm(self, input):
        momentum = 0.0 if self.momentum is None else self.momentum
        return F.instance_norm(
            input, self.running_mean, self.running_var, self.weight, self.bias,
            self.training or not self.track_running_stats, momentum, self.eps,
        )  # fmt: skip

    def forward(self, input):
        self._check_input_dim(input)
        dim = input.dim() - self._get_no_batch_dim()
        if self.affine:
            require(
                input.size(dim) == self.num_features,
                f"expected input's size at dim={dim} to match num_features ({self.num_features}), "
                f"but got: {input.size(dim)}",
                "shape-mismatch",
                "ValueError",
            )
        if dim == 0:
            return self._apply_instance_norm(input.unsqueeze(0)).squeeze(0)
        return self._apply_instance_norm(input)


class InstanceNorm1d(_InstanceNorm):
    _ranks = (2, 3)
    _rank_names = "2D or 3D"


class InstanceNorm2d(_InstanceNorm):
    _ranks = (3, 4)
    _rank_names = "3D or 4D"


class InstanceNorm3d(_InstanceNorm):
    _ranks = (4, 5)
    _rank_names = "4D or 5D"
