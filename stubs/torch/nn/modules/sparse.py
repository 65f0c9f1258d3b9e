"""torch.nn.modules.sparse."""

from torch.nn.sparse import Embedding, EmbeddingBag
