"""torch.nn.modules.dropout."""

from torch.nn.dropout import _DropoutNd, Dropout, Dropout1d, Dropout2d, Dropout3d, AlphaDropout
