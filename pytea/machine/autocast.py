"""torch.autocast: which operators see their operands in another dtype inside of its regions.

The lists are those of ``aten/src/ATen/autocast_mode.h``; what torch composes of listed operators is
listed with them. The CPU's are checked against torch by a test.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytea.stubapi import Operator
from pytea.values.defaults import Defaults
from pytea.values.dtype import BFLOAT16, FLOAT16, FLOAT32, DType
from pytea.values.tensor import Tensor


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Products: they run in the dtype of the region.
_LOWER = _names(
    "linear matmul mm bmm addmm addbmm baddbmm conv1d conv2d conv3d conv_tbc conv_transpose1d conv_transpose2d "
    "conv_transpose3d prelu scaled_dot_product_attention multi_head_attention_forward multi_dot chain_matmul "
    "vecdot __matmul__ __rmatmul__ tensordot"
)
_LOWER_ON_CUDA = _names("mv addmv addr")
#: Their dtype hangs on how torch composes them.
_UNSURE = _names(
    "matrix_power tensorinv tensorsolve einsum rnn rnn_cell bilinear cov corrcoef pca_lowrank svd_lowrank pinv lstm gru rnn_tanh "
    "rnn_relu lstm_cell gru_cell rnn_tanh_cell rnn_relu_cell inner"
)
_LOSSES = _names(
    "binary_cross_entropy_with_logits cosine_embedding_loss cross_entropy ctc_loss hinge_embedding_loss "
    "huber_loss kl_div l1_loss linear_cross_entropy margin_ranking_loss mse_loss multi_margin_loss "
    "multilabel_margin_loss nll_loss poisson_nll_loss smooth_l1_loss soft_margin_loss triplet_margin_loss"
)
#: They run in float32.
_FLOAT32_ON_CPU = _LOSSES | _names(
    "adaptive_avg_pool3d adaptive_max_pool3d avg_pool3d binary_cross_entropy cdist cholesky "
    "cholesky_inverse cholesky_solve fractional_max_pool2d fractional_max_pool3d geqrf grid_sample "
    "grid_sampler grid_sampler_2d grid_sampler_3d inverse lu_solve max_pool3d max_unpool1d "
    "max_unpool2d max_unpool3d nanquantile ormqr orgqr pinverse polar prod qr quantile stft svd "
    "trace view_as_complex"
)
_FLOAT32_ON_CUDA = _LOSSES | _names(
    "acos asin cosh erfinv exp expm1 log log10 log2 log1p reciprocal rsqrt sinh tan pow __pow__ __rpow__ softplus "
    "layer_norm group_norm rms_norm cosine_similarity dist pdist cdist renorm logsumexp interpolate upsample "
    "prod softmax log_softmax softmin cumprod cumsum vector_norm matrix_norm norm sum normalize"
)
_HALVES = (FLOAT16, BFLOAT16)


def cast_operands(
    operator: Operator, args: list[Any], kwargs: dict[str, Any], defaults: Defaults
) -> tuple[list[Any], dict[str, Any]]:
    """Returns the arguments as the operator sees them under the regions that are on."""
    name = operator.name.rpartition(".")[2]
    if name == "einsum":
        name = _kind_of_einsum(args)

    def cast(value: Any) -> Any:
        if isinstance(value, Tensor):
            return _cast(name, value, defaults)
        if type(value) in (list, tuple):
            return type(value)(map(cast, value))
        return value

    elsewhere = operator.name.startswith(("torch.sparse.", "torch.masked."))
    # the forms that write into ``out=`` are not listed
    plain = operator.binding == "function" and kwargs.get("out") is None
    if not plain or elsewhere or not _is_listed(name):
        return args, kwargs
    return list(map(cast, args)), {key: cast(value) for key, value in kwargs.items()}


def _kind_of_einsum(args: list[Any]) -> str:
    """Returns the operator that computes an equation: it multiplies matrices where it contracts."""
    equation = args[0] if args else None
    if not isinstance(equation, str) or "." in equation:
        return "einsum"
    inputs, arrow, output = equation.replace(" ", "").partition("->")
    terms = inputs.split(",")
    if not arrow:
        output = "".join(letter for letter in inputs if inputs.count(letter) == 1)
    summed = set("".join(terms)) - set(output)
    if len(terms) > 2:
        return "einsum"
    if len(terms) == 1 or not summed:
        return "mul"
    return "matmul" if summed <= set(terms[0]) & set(terms[1]) else "einsum"


def _is_listed(name: str) -> bool:
    return any(
        name in names
        for names in (_LOWER, _LOWER_ON_CUDA, _UNSURE, _FLOAT32_ON_CPU, _FLOAT32_ON_CUDA)
    )


def _cast(name: str, tensor: Tensor, defaults: Defaults) -> Tensor:
    if tensor.dtype not in (*_HALVES, FLOAT32):
        return tensor
    kinds = {kind: _rule(name, kind, dtype) for kind, dtype in defaults.autocast}
    device = getattr(tensor.device, "type", None)
    if device is not None:
        rule = kinds.get(device, _unchanged)
        return tensor.changed(dtype=rule(tensor.dtype))
    found = {rule(tensor.dtype) for rule in (_unchanged, *kinds.values())}
    return tensor.changed(dtype=found.pop() if len(found) == 1 else None)


_Rule = Callable[[DType | None], DType | None]


def _unchanged(dtype: DType | None) -> DType | None:
    return dtype


def _rule(name: str, device: str, fast: DType | None) -> _Rule:
    """Returns what a region on ``device`` makes of the dtype of an operand."""
    on_cpu = device == "cpu"
    if name in _LOWER or (name in _LOWER_ON_CUDA and not on_cpu):
        return lambda dtype: fast
    if name in (_FLOAT32_ON_CPU if on_cpu else _FLOAT32_ON_CUDA):
        return lambda dtype: FLOAT32 if dtype in _HALVES else dtype
    return (lambda dtype: None) if name in _UNSURE else _unchanged


def mixes_floats(tensors: list[Tensor]) -> bool:
    """Returns whether operands are floats of several dtypes, which autocast may yet bring together."""
    dtypes = {t.dtype for t in tensors if t.dtype is None or t.dtype.kind == "float"}
    return len(dtypes) > 1
