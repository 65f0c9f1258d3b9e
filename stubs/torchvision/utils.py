"""torchvision.utils."""

import torch
from _pytea import is_known, is_symbolic, require, unknown


def make_grid(
    tensor, nrow=8, padding=2, normalize=False, value_range=None, scale_each=False, pad_value=0.0
):
    if not is_known(tensor):
        return unknown("a grid of images")
    if isinstance(tensor, (list, tuple)):
        tensor = torch.stack(list(tensor), dim=0)
    if not isinstance(tensor, torch.Tensor):
        raise TypeError(f"tensor or list of tensors expected, got {type(tensor).__name__}")
    rank = tensor.dim()
    if not is_known(rank):
        return unknown("a grid of images")
    if rank == 2:
        tensor = tensor.unsqueeze(0)
    if tensor.dim() == 3:
        if tensor.size(0) == 1:
            tensor = torch.cat((tensor, tensor, tensor), 0)
        tensor = tensor.unsqueeze(0)
    if tensor.dim() == 4 and tensor.size(1) == 1:
        tensor = torch.cat((tensor, tensor, tensor), 1)
    count, channels, height, width = tensor.shape
    if not is_symbolic(count) and count == 1:
        return tensor.squeeze(0)
    columns = min(nrow, count)
    rows = (count + columns - 1) // columns
    shape = (channels, (height + padding) * rows + padding, (width + padding) * columns + padding)
    return tensor.new_empty(shape)


def save_image(tensor, fp, format=None, **kwargs):
    grid = make_grid(tensor, **kwargs)
    if is_known(grid):
        message = f"an image of {tuple(grid.shape)} cannot be saved"
        require(grid.dim() == 3, message, "shape-mismatch")


def draw_bounding_boxes(image, boxes, *args, **kwargs):
    return torch.empty_like(image)


def draw_segmentation_masks(image, masks, *args, **kwargs):
    return torch.empty_like(image)


def draw_keypoints(image, keypoints, *args, **kwargs):
    return torch.empty_like(image)


def flow_to_image(flow):
    return unknown("an image of a flow")
