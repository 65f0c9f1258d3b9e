"""Lazy modules: the input size is taken from the first forward."""

import torch
from torch.nn import Parameter
from torch.nn.batchnorm import (
    BatchNorm1d,
    BatchNorm2d,
    BatchNorm3d,
    InstanceNorm1d,
    InstanceNorm2d,
    InstanceNorm3d,
)
from torch.nn.conv import Conv1d, Conv2d, Conv3d, _check_channels
from torch.nn.conv_transpose import ConvTranspose1d, ConvTranspose2d, ConvTranspose3d
from torch.nn.linear import Linear
from torch.nn.module import Module
from torch.nn.parameter import UninitializedParameter, is_lazy


class LazyModuleMixin:
    """Becomes an ordinary module of class ``cls_to_become`` at its first call."""

    cls_to_become = None

    def has_uninitialized_params(self):
        return any(is_lazy(value) for value in self._parameters.values())

    def __call__(self, *args, **kwargs):
        if self.has_uninitialized_params() or self.num_inputs() == 0:
            self.initialize_parameters(*args, **kwargs)
        if self.cls_to_become is not None:
            self.__class__ = self.cls_to_become
        return Module.__call__(self, *args, **kwargs)

    def num_inputs(self):
        return 1


def _initialize_bias(module, size):
    """Makes the bias of a layer, if it has one."""
    if module._parameters.get("bias") is not None:
        module._parameters["bias"] = Parameter(torch.empty(size, **module._make))


class LazyLinear(LazyModuleMixin, Linear):
    cls_to_become = Linear

    def __init__(self, out_features, bias=True, device=None, dtype=None):
        super().__init__(0, 0, False, device, dtype)
        self.out_features = out_features
        self._make = {"device": device, "dtype": dtype}
        self._parameters["weight"] = UninitializedParameter()
        if bias:
            self._parameters["bias"] = UninitializedParameter()

    def initialize_parameters(self, input):
        self.in_features = input.shape[-1]
        shape = (self.out_features, self.in_features)
        self._parameters["weight"] = Parameter(torch.empty(shape, **self._make))
        _initialize_bias(self, self.out_features)


class _LazyConv(LazyModuleMixin):
    def _defer(self, out_channels, bias, device, dtype):
        self.out_channels = out_channels
        self._make = {"device": device, "dtype": dtype}
        self._parameters["weight"] = UninitializedParameter()
        if bias:
            self._parameters["bias"] = UninitializedParameter()

    def initialize_parameters(self, input, *args, **kwargs):
        channels = input.shape[-1 - len(self.kernel_size)]
        self.in_channels = channels
        _check_channels(channels, self.out_channels, self.groups)
        if self.transposed:
            shape = (channels, self.out_channels // self.groups, *self.kernel_size)
        else:
            shape = (self.out_channels, channels // self.groups, *self.kernel_size)
        self._parameters["weight"] = Parameter(torch.empty(shape, **self._make))
        _initialize_bias(self, self.out_channels)


class _LazyPlainConv(_LazyConv):
    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True,
        padding_mode="zeros", device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(
            0, 0, kernel_size, stride, padding, dilation, groups, False, padding_mode, device, dtype
        )
        self._defer(out_channels, bias, device, dtype)


class _LazyConvTranspose(_LazyConv):
    def __init__(
        self, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1,
        bias=True, dilation=1, padding_mode="zeros", device=None, dtype=None,
    ):  # fmt: skip
        super().__init__(
            0, 0, kernel_size, stride, padding, output_padding, groups, False, dilation,
            padding_mode, device, dtype,
        )  # fmt: skip
        self._defer(out_channels, bias, device, dtype)


class LazyConv1d(_LazyPlainConv, Conv1d):
    cls_to_become = Conv1d


class LazyConv2d(_LazyPlainConv, Conv2d):
    cls_to_become = Conv2d


class LazyConv3d(_LazyPlainConv, Conv3d):
    cls_to_become = Conv3d


class LazyConvTranspose1d(_LazyConvTranspose, ConvTranspose1d):
    cls_to_become = ConvTranspose1d


class LazyConvTranspose2d(_LazyConvTranspose, ConvTranspose2d):
    cls_to_become = ConvTranspose2d


class LazyConvTranspose3d(_LazyConvTranspose, ConvTranspose3d):
    cls_to_become = ConvTranspose3d


class _LazyNorm(LazyModuleMixin):
    def __init__(
        self, eps=1e-5, momentum=0.1, affine=True, track_running_stats=True, device=None,
        dtype=None, *, bias=True,
    ):  # fmt: skip
        super().__init__(0, eps, momentum, affine, track_running_stats, device, dtype, bias=bias)
        self._make = (bias, device, dtype)
        if affine:
            self._parameters["weight"] = UninitializedParameter()

    def num_inputs(self):
        return self.num_features

    def initialize_parameters(self, input):
        self.num_features = input.shape[1]
        self._parameters.clear()
        self._make_parameters(self.num_features, *self._make)


class LazyBatchNorm1d(_LazyNorm, BatchNorm1d):
    cls_to_become = BatchNorm1d


class LazyBatchNorm2d(_LazyNorm, BatchNorm2d):
    cls_to_become = BatchNorm2d


class LazyBatchNorm3d(_LazyNorm, BatchNorm3d):
    cls_to_become = BatchNorm3d


class LazyInstanceNorm1d(_LazyNorm, InstanceNorm1d):
    cls_to_become = InstanceNorm1d


class LazyInstanceNorm2d(_LazyNorm, InstanceNorm2d):
    cls_to_become = InstanceNorm2d


class LazyInstanceNorm3d(_LazyNorm, InstanceNorm3d):
    cls_to_become = InstanceNorm3d
