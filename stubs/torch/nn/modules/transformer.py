"""torch.nn.modules.transformer."""

from torch.nn.transformer import (
    Transformer,
    TransformerEncoder,
    TransformerEncoderLayer,
    TransformerDecoder,
    TransformerDecoderLayer,
)
