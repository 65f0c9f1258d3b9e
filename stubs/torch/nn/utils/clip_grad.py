"""Clipping gradients."""

from _pytea import is_known

import torch


def _listed(parameters):
    if is_known(parameters) and isinstance(parameters, torch.Tensor):
        return [parameters]
    return list(parameters)


def get_total_norm(tensors, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    _listed(tensors)
    return torch.empty(())


def clip_grads_with_norm_(parameters, max_norm, total_norm, foreach=None):
    _listed(parameters)


def clip_grad_norm_(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    _listed(parameters)
    float(max_norm)
    return torch.empty(())


def clip_grad_norm(parameters, max_norm, norm_type=2.0, error_if_nonfinite=False, foreach=None):
    return clip_grad_norm_(parameters, max_norm, norm_type, error_if_nonfinite, foreach)


def clip_grad_value_(parameters, clip_value, foreach=None):
    _listed(parameters)
    float(clip_value)
