"""What layers of torch take at which place: sizes, truths and fractions."""

from __future__ import annotations

from collections.abc import Iterable

_CONV = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups")
_TRANSPOSED = ("in_channels", "out_channels", "kernel_size", "stride", "padding", "output_padding",
               "groups", "bias", "dilation")  # fmt: skip
_POOL = ("kernel_size", "stride", "padding")
_RECURRENT = ("input_size", "hidden_size", "num_layers", "bias", "batch_first", "dropout",
              "bidirectional")  # fmt: skip
_BY_DIMS = {
    "Conv": _CONV, "ConvTranspose": _TRANSPOSED, "MaxPool": _POOL, "AvgPool": _POOL,
    "AdaptiveAvgPool": ("output_size",), "AdaptiveMaxPool": ("output_size",),
    "BatchNorm": ("num_features",), "InstanceNorm": ("num_features",), "LazyConv": _CONV[1:],
    "ReflectionPad": ("padding",), "ReplicationPad": ("padding",), "ZeroPad": ("padding",),
    "Dropout": ("p",),
}  # fmt: skip
#: The parameters of layers, as far as they matter, in their order.
_PARAMETERS: dict[str, tuple[str, ...]] = {
    "Linear": ("in_features", "out_features", "bias"), "LazyLinear": ("out_features",),
    "Bilinear": ("in1_features", "in2_features", "out_features"),
    "LayerNorm": ("normalized_shape",), "RMSNorm": ("normalized_shape",),
    "GroupNorm": ("num_groups", "num_channels"), "SyncBatchNorm": ("num_features",),
    "Embedding": ("num_embeddings", "embedding_dim"),
    "EmbeddingBag": ("num_embeddings", "embedding_dim"),
    "LSTM": _RECURRENT, "GRU": _RECURRENT, "RNN": _RECURRENT,
    "LSTMCell": _RECURRENT[:2], "GRUCell": _RECURRENT[:2], "RNNCell": _RECURRENT[:2],
    "MultiheadAttention": ("embed_dim", "num_heads", "dropout"),
    "TransformerEncoderLayer": ("d_model", "nhead", "dim_feedforward", "dropout"),
    "TransformerDecoderLayer": ("d_model", "nhead", "dim_feedforward", "dropout"),
    "PixelShuffle": ("upscale_factor",), "PixelUnshuffle": ("downscale_factor",),
    "Upsample": ("size", "scale_factor"), "PReLU": ("num_parameters",), "Dropout": ("p",),
    "Unfold": ("kernel_size", "dilation", "padding", "stride"), "ChannelShuffle": ("groups",),
    **{f"{name}{n}d": names for name, names in _BY_DIMS.items() for n in (1, 2, 3)},
}  # fmt: skip
_SIZES = frozenset(
    [
        *_CONV, "output_padding", "output_size", "num_features", "in_features", "out_features",
        "in1_features", "in2_features", "normalized_shape", "num_groups", "num_channels",
        "num_embeddings", "embedding_dim", "input_size", "hidden_size", "embed_dim", "num_heads",
        "d_model", "nhead", "dim_feedforward", "upscale_factor", "downscale_factor", "size",
        "scale_factor", "num_parameters", "kdim", "vdim",
    ]
)  # fmt: skip
_TRUTHS = frozenset(
    ["bias", "batch_first", "bidirectional", "affine", "inplace", "ceil_mode", "align_corners",
     "elementwise_affine", "track_running_stats"]
)  # fmt: skip
_FRACTIONS = frozenset(["p", "dropout", "eps", "momentum", "negative_slope"])

#: Where the functions take their probability.
_DROPOUTS = frozenset(
    (f"{module}dropout", key)
    for module in ("F.", "nn.functional.", "torch.nn.functional.", "torch.")
    for key in ("p", 1)
)

#: Functions that make tensors and arrays of numbers, of lists of them, and of each other.
_OF_DATA = frozenset(
    ["tensor", "as_tensor", "Tensor", "FloatTensor", "LongTensor", "array", "asarray", "from_numpy"]
)

#: A function by its text, and the place of an argument: its number or its name.
Place = tuple[str, int | str]


def takes_size(places: Iterable[Place]) -> bool:
    """Returns whether a layer takes what is given at one of these places as a size."""
    return any(parameter_at(place) in _SIZES for place in places)


def takes_count(places: Iterable[Place]) -> bool:
    """Returns whether a layer is repeated as often as what is given says."""
    return any(parameter_at(place) == "num_layers" for place in places)


def takes_truth(places: Iterable[Place]) -> bool:
    """Returns whether a layer takes what is given at one of these places as a truth."""
    return any(parameter_at(place) in _TRUTHS for place in places)


def takes_fraction(places: Iterable[Place]) -> bool:
    """Returns whether a layer takes what is given at one of these places as a fraction."""
    return any(parameter_at(place) in _FRACTIONS for place in places)


def takes_probability(places: Iterable[Place]) -> bool:
    """Returns whether dropout is given what is given at one of these places."""
    return any(parameter_at(place) in ("p", "dropout") or place in _DROPOUTS for place in places)


def takes_data(places: Iterable[Place]) -> bool:
    """Returns whether a tensor is made of what is given at one of these places: numbers or lists."""
    return any(
        key == 0 and function.rpartition(".")[2] in _OF_DATA and "." in function
        for function, key in places
    )


def parameter_at(place: Place) -> str:
    """Returns the parameter of a layer that takes an argument; "" for other functions."""
    function, key = place
    module, _, name = function.rpartition(".")
    if module not in ("", "nn", "torch.nn") or (name not in _PARAMETERS and module == ""):
        return ""
    if isinstance(key, str):
        return key
    names = _PARAMETERS.get(name, ())
    return names[key] if key < len(names) else ""
