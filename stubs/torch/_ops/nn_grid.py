"""Operators: sampling on grids, and the rearrangements between channels and space."""

from __future__ import annotations

from typing import Any

from pytea._stubs.torch._ops._shared_nn import (
    common_strides,
    demand_equal_dtypes,
    demand_kinds,
    integer,
    integers,
    result_of,
)
from pytea.stubapi import (
    Int,
    Strides,
    Tensor,
    Unknown,
    UnknownUse,
    fail,
    op,
    render_shape,
    require,
    require_same_device,
    sprod,
)

_GRID_MODES = ("bilinear", "nearest", "bicubic")
_GRID_PADDINGS = ("zeros", "border", "reflection")


def _sample(input: Tensor, grid: Tensor, bicubic: bool) -> Tensor:
    require_same_device(input, grid)
    shapes = f"input {render_shape(input.shape)} and grid {render_shape(grid.shape)}"
    require(input.ndim in (4, 5), f"input must be 4-d or 5-d: {shapes}")
    require(input.ndim == grid.ndim, f"{shapes} must have equally many dims")
    require(input.shape[0] == grid.shape[0], f"{shapes} must have the same batch size")
    dims = input.ndim - 2
    text = f"grid {render_shape(grid.shape)} must have size {dims} in the last dim"
    require(grid.shape[-1] == dims, text)
    for size in input.shape[2:]:
        require(size > 0, f"input {render_shape(input.shape)} has an empty spatial dim")
    require(not bicubic or dims == 2, "bicubic interpolation needs a 4-d input", "bad-argument")
    demand_equal_dtypes(input, grid, ("input", "grid"))
    demand_kinds(input, "grid_sample")
    shape = (*input.shape[:2], *grid.shape[1:-1])
    return result_of(input, shape, grid, strides=Strides.UNKNOWN)


@op("torch.nn.functional.grid_sample")
def grid_sample(
    input: Tensor,
    grid: Tensor,
    mode: str = "bilinear",
    padding_mode: str = "zeros",
    align_corners: Any = None,
) -> Tensor:
    """input (N, C, *in), grid (N, *out, dims) -> (N, C, *out)"""
    for name, given, known in (
        ("mode", mode, _GRID_MODES),
        ("padding_mode", padding_mode, _GRID_PADDINGS),
    ):
        if not isinstance(given, Unknown) and given not in known:
            text = f"{name} must be one of {', '.join(known)}, got {given!r}"
            fail(text, "bad-argument", "ValueError")
    return _sample(input, grid, not isinstance(mode, Unknown) and mode == "bicubic")


@op("torch.grid_sampler")
def grid_sampler(
    input: Tensor,
    grid: Tensor,
    interpolation_mode: int,
    padding_mode: int,
    align_corners: bool,
) -> Tensor:
    """input (N, C, *in), grid (N, *out, dims) -> (N, C, *out)"""
    return _sample(
        input, grid, not isinstance(interpolation_mode, Unknown) and interpolation_mode == 2
    )


def _register_sampler(dims: int) -> None:
    @op(f"torch.grid_sampler_{dims}d")
    def sampler(
        input: Tensor, grid: Tensor, interpolation_mode: int, padding_mode: int, align_corners: bool
    ) -> Tensor:
        """input (N, C, *in), grid (N, *out, dims) -> (N, C, *out)"""
        text = f"input must have {dims + 2} dims, got {render_shape(input.shape)}"
        require(input.ndim == dims + 2, text)
        return grid_sampler(input, grid, interpolation_mode, padding_mode, align_corners)


_register_sampler(2)
_register_sampler(3)


@op("torch.nn.functional.affine_grid", "torch.affine_grid_generator")
def affine_grid(theta: Tensor, size: Any, align_corners: Any = None) -> Tensor:
    """theta (N, 2, 3) or (N, 3, 4), size (N, C, *out) -> (N, *out, 2 or 3)"""
    if isinstance(size, Unknown):
        raise UnknownUse(size.reason)
    demand_kinds(theta, "affine_grid", exception="ValueError")
    if not isinstance(size, (list, tuple)):
        fail("size of affine_grid must be a list or tuple of ints", "bad-argument", "TypeError")
    sizes = tuple(integer(item, "size") for item in size)
    dims = len(sizes) - 2
    text = f"size must have 4 or 5 items, got {render_shape(sizes)}"
    require(dims in (2, 3), text, "bad-argument", "NotImplementedError")
    text = f"theta is {render_shape(theta.shape)}, but size {render_shape(sizes)} needs "
    text += f"(N, {dims}, {dims + 1})"
    require(theta.ndim == 3, text, exception="ValueError")
    require(theta.shape[1] == dims, text, exception="ValueError")
    require(theta.shape[2] == dims + 1, text, exception="ValueError")
    for item in sizes:
        text = f"output size {render_shape(sizes)} must be positive"
        require(item > 0, text, "bad-argument", "ValueError")
    require(
        theta.shape[0] == sizes[0], f"theta has batch size {theta.shape[0]}, but size {sizes[0]}"
    )
    return result_of(theta, (sizes[0], *sizes[2:], dims), strides=Strides.UNKNOWN)


def _check_factor(input: Tensor, factor: Any, name: str) -> Int:
    factor = integer(factor, name)
    text = f"input must have at least 3 dims, got {render_shape(input.shape)}"
    require(input.ndim >= 3, text)
    require(factor > 0, f"{name} must be positive, got {factor}", "bad-argument")
    return factor


@op("torch.nn.functional.pixel_shuffle", "torch.pixel_shuffle")
def pixel_shuffle(input: Tensor, upscale_factor: Int) -> Tensor:
    """input (*, C*r*r, H, W) -> (*, C, H*r, W*r)"""
    r = _check_factor(input, upscale_factor, "upscale_factor")
    *batch, channels, height, width = input.shape
    text = f"input {render_shape(input.shape)} has {channels} channels, which {r * r} must divide"
    require(channels % (r * r) == 0, text)
    shape = (*batch, channels // (r * r), height * r, width * r)
    return result_of(input, shape, strides=common_strides(input))


@op("torch.nn.functional.pixel_unshuffle", "torch.pixel_unshuffle")
def pixel_unshuffle(input: Tensor, downscale_factor: Int) -> Tensor:
    """input (*, C, H*r, W*r) -> (*, C*r*r, H, W)"""
    r = _check_factor(input, downscale_factor, "downscale_factor")
    *batch, channels, height, width = input.shape
    for name, size in (("height", height), ("width", width)):
        text = f"{name} {size} of input {render_shape(input.shape)} must be divisible by {r}"
        require(size % r == 0, text)
    shape = (*batch, channels * r * r, height // r, width // r)
    return result_of(input, shape, strides=common_strides(input))


@op(
    "torch.nn.functional.channel_shuffle",
    "torch.channel_shuffle",
    "torch.nn.functional.native_channel_shuffle",
    "torch.native_channel_shuffle",
)
def channel_shuffle(input: Tensor, groups: Int) -> Tensor:
    """input (N, C, *) -> (N, C, *)"""
    groups = integer(groups, "groups")
    text = f"input must have more than 2 dims, got {render_shape(input.shape)}"
    require(input.ndim > 2, text)
    require(groups > 0, f"groups must be positive, got {groups}", "bad-argument")
    channels = input.shape[1]
    text = f"input {render_shape(input.shape)} has {channels} channels, which groups={groups} "
    require(channels % groups == 0, f"{text}does not divide")
    return result_of(input, input.shape, strides=common_strides(input))


def _pairs(*parameters: tuple[Any, str, int]) -> list[tuple[Int, Int]]:
    """Returns (height, width) of each parameter, demanding its least value."""
    pairs: list[tuple[Int, Int]] = []
    for value, name, least in parameters:
        height, width = integers(value, 2, name, repeat=False)
        for size in (height, width):
            text = f"{name} is {render_shape((height, width))}: it must be at least {least}"
            require(size >= least, text, "bad-argument")
        pairs.append((height, width))
    return pairs


def _check_filled(input: Tensor, dims: int, name: str) -> None:
    shape = render_shape(input.shape)
    require(
        input.ndim in (dims, dims + 1), f"input of {name} must be {dims}-d or {dims + 1}-d: {shape}"
    )
    for size in input.shape[input.ndim - dims :]:
        require(size != 0, f"input {shape} has an empty dim")


def _blocks(space: Any, kernel: Any, dilation: Any, padding: Any, stride: Any) -> tuple[Int, ...]:
    """Returns how many windows fit into each of the two spatial dims."""
    rows = zip(space, kernel, dilation, padding, stride, strict=True)
    return tuple((size + 2 * p - d * (k - 1) - 1) // s + 1 for size, k, d, p, s in rows)


@op("torch.nn.functional.unfold", "torch._C._nn.im2col")
def unfold(
    input: Tensor, kernel_size: Any, dilation: Any = 1, padding: Any = 0, stride: Any = 1
) -> Tensor:
    """input (N?, C, H, W) -> (N?, C*kH*kW, L)"""
    text = f"input of unfold must be 3-d or 4-d, got {render_shape(input.shape)}"
    require(input.ndim >= 3, text, exception="IndexError")
    kernel, dilations, pads, steps = _pairs(
        (kernel_size, "kernel_size", 1), (dilation, "dilation", 1), (padding, "padding", 0),
        (stride, "stride", 1),
    )  # fmt: skip
    _check_filled(input, 3, "unfold")
    blocks = _blocks(input.shape[-2:], kernel, dilations, pads, steps)
    for count in blocks:
        text = f"kernel_size {render_shape(kernel)} does not fit into {render_shape(input.shape)}"
        require(count >= 1, text)
    demand_kinds(input, "unfold", ("bool", "float", "complex"))
    columns = input.shape[-3] * kernel[0] * kernel[1]
    return result_of(input, (*input.shape[:-3], columns, blocks[0] * blocks[1]))


@op("torch.nn.functional.fold", "torch._C._nn.col2im")
def fold(
    input: Tensor,
    output_size: Any,
    kernel_size: Any,
    dilation: Any = 1,
    padding: Any = 0,
    stride: Any = 1,
) -> Tensor:
    """input (N?, C*kH*kW, L) -> (N?, C, *output_size)"""
    size = integers(output_size, 2, "output_size", repeat=False)
    kernel, dilations, pads, steps = _pairs(
        (kernel_size, "kernel_size", 1), (dilation, "dilation", 1), (padding, "padding", 0),
        (stride, "stride", 1),
    )  # fmt: skip
    _check_filled(input, 2, "fold")
    *batch, columns, length = input.shape
    area = kernel[0] * kernel[1]
    text = f"input {render_shape(input.shape)} has {columns} rows, which the {area} elements of "
    require(columns % area == 0, f"{text}kernel_size {render_shape(kernel)} do not divide")
    blocks = _blocks(size, kernel, dilations, pads, steps)
    wanted = sprod(blocks)
    text = f"input has {length} columns, but output_size {render_shape(size)} and kernel_size "
    text += f"{render_shape(kernel)} make {wanted} blocks"
    for count in blocks:
        require(count >= 1, text)
    require(length == wanted, text)
    demand_kinds(input, "fold", ("bool", "float", "complex"))
    return result_of(input, (*batch, columns // area, *size))
