"""torch.utils.tensorboard."""

from tensorboardX import FileWriter, SummaryWriter
