"""Boxes (N, 4) and pooling of regions."""

import torch
from _pytea import fresh_int, require


def _check_boxes(boxes, name="boxes"):
    message = f"{name} must be (N, 4), got {tuple(boxes.shape)}"
    require(boxes.dim() == 2, message)
    require(boxes.shape[-1] == 4, message)


def nms(boxes, scores, iou_threshold):
    _check_boxes(boxes)
    count = boxes.shape[0]
    message = (
        f"boxes and scores must have the same number of elements, got {count} and {scores.shape[0]}"
    )
    require(scores.shape[0] == count, message)
    kept = fresh_int("number of kept boxes", 0)
    return torch.empty((kept,), dtype=torch.int64, device=boxes.device)


def batched_nms(boxes, scores, idxs, iou_threshold):
    return nms(boxes, scores, iou_threshold)


def box_area(boxes):
    _check_boxes(boxes)
    return boxes[:, 0]


def box_iou(boxes1, boxes2, fmt="xyxy"):
    _check_boxes(boxes1, "boxes1")
    _check_boxes(boxes2, "boxes2")
    return boxes1[:, None, 0] + boxes2[None, :, 0]


def generalized_box_iou(boxes1, boxes2):
    return box_iou(boxes1, boxes2)


def complete_box_iou(boxes1, boxes2):
    return box_iou(boxes1, boxes2)


def distance_box_iou(boxes1, boxes2):
    return box_iou(boxes1, boxes2)


def box_convert(boxes, in_fmt, out_fmt):
    return boxes * 1


def clip_boxes_to_image(boxes, size):
    return boxes * 1


def remove_small_boxes(boxes, min_size):
    kept = fresh_int("number of kept boxes", 0)
    return torch.empty((kept,), dtype=torch.int64, device=boxes.device)


def _regions(input, boxes, output_size, channels):
    size = (output_size, output_size) if isinstance(output_size, int) else tuple(output_size)
    if isinstance(boxes, (list, tuple)):
        count = sum([rois.shape[0] for rois in boxes])
    else:
        count = boxes.shape[0]
    return input.new_empty((count, channels, *size))


def roi_align(input, boxes, output_size, spatial_scale=1.0, sampling_ratio=-1, aligned=False):
    return _regions(input, boxes, output_size, input.shape[1])


def roi_pool(input, boxes, output_size, spatial_scale=1.0):
    return _regions(input, boxes, output_size, input.shape[1])


def sigmoid_focal_loss(inputs, targets, alpha=0.25, gamma=2, reduction="none"):
    loss = inputs * targets
    return loss.mean() if reduction == "mean" else loss.sum() if reduction == "sum" else loss
