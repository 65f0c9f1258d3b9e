"""torchvision.tv_tensors: tensors with a meaning."""

import torch


def Image(data, *, dtype=None, device=None, requires_grad=None):
    return torch.as_tensor(data, dtype=dtype, device=device)


def Video(data, *, dtype=None, device=None, requires_grad=None):
    return torch.as_tensor(data, dtype=dtype, device=device)


def Mask(data, *, dtype=None, device=None, requires_grad=None):
    return torch.as_tensor(data, dtype=dtype, device=device)


def BoundingBoxes(
    data, *, format=None, canvas_size=None, clamping_mode=None, dtype=None, device=None,
    requires_grad=None,
):  # fmt: skip
    boxes = torch.as_tensor(data, dtype=dtype, device=device)
    return boxes.unsqueeze(0) if boxes.ndim == 1 else boxes


def wrap(wrappee, *, like, **kwargs):
    return wrappee


class BoundingBoxFormat:
    XYXY = "XYXY"
    XYWH = "XYWH"
    CXCYWH = "CXCYWH"


def set_return_type(return_type):
    pass


def wrap_dataset_for_transforms_v2(dataset, target_keys=None):
    return dataset
