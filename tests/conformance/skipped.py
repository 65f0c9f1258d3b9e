"""What the conformance run leaves out, each with the reason; nothing else is left out."""

from __future__ import annotations

#: op_db entries that are not public API of torch, or not about tensors on the CPU.
OPS = {
    "jiterator_unary": "compiles CUDA source at run time",
    "jiterator_binary": "compiles CUDA source at run time",
    "jiterator_4inputs_with_extra_args": "compiles CUDA source at run time",
    "jiterator_binary_return_by_ref": "compiles CUDA source at run time",
    "jiterator_2inputs_2outputs": "compiles CUDA source at run time",
    "_softmax_backward_data": "private function of autograd",
    "_batch_norm_with_update": "private aten function without a name in torch",
    "_upsample_bilinear2d_aa": "private aten function without a name in torch",
    "_native_batch_norm_legit": "private function",
    "_segment_reduce": "private function of torch.segment_reduce",
    "_chunk_cat": "private function",
    "_unsafe_masked_index": "private function of the compiler",
    "_unsafe_masked_index_put_accumulate": "private function of the compiler",
    "native_dropout_backward": "private aten function without a name in torch",
    "max_pool2d_with_indices_backward": "private aten function without a name in torch",
    "slice": "private aten function; slicing is judged under __getitem__",
    "torch._scaled_mm": "private function",
    "torch._scaled_mm_v2": "private function",
    "torch.ops.aten._efficient_attention_forward": "private aten function",
    "torch.ops.aten._flash_attention_forward": "private aten function",
    "torch.ops.aten._safe_softmax.default": "private aten function",
}

#: (op, part of torch's message): refusals that do not follow from shape, dim, dtype, index or argument.
REFUSALS: dict[tuple[str, str], str] = {
    ("multinomial", "probability tensor contains"): "depends on the values of the probabilities",
    ("multinomial", "invalid multinomial distribution"): "depends on the probabilities",
    ("*", "leaf Variable that requires grad"): "gradient mode is the machine's, not the stub's",
}


def refusal_skipped(op: str, message: str) -> str | None:
    """Returns the reason why a refusal is not demanded of the stub, or None."""
    for (name, part), reason in REFUSALS.items():
        if name in ("*", op) and part in message:
            return reason
    return None
