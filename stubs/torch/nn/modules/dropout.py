"""torch.nn.modules.dropout."""

from torch.nn.dropout import AlphaDropout, Dropout, Dropout1d, Dropout2d, Dropout3d, _DropoutNd
