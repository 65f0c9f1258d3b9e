"""Methods of Tensor that are not operators."""

import _pytea
from _pytea import is_known, require, unknown

import torch


class Tensor:
    @property
    def retains_grad(self):
        return getattr(self, "_pytea_retained", False)

    def backward(self, gradient=None, retain_graph=None, create_graph=False, inputs=None):
        torch.autograd._engine.check_root(self, gradient)
        torch.autograd._engine.run((self,), inputs, retain_graph, create_graph)

    def register_hook(self, hook):
        if is_known(self.requires_grad):
            message = "cannot register a hook on a tensor that doesn't require gradient"
            require(self.requires_grad, message, "bad-argument", "RuntimeError")
        return torch.nn._hooks.watch(self, hook)

    def register_post_accumulate_grad_hook(self, hook):
        return torch.nn._hooks.RemovableHandle({})

    def retain_grad(self):
        if is_known(self.requires_grad):
            message = "can't retain_grad on Tensor that has requires_grad=False"
            require(self.requires_grad, message, "bad-argument", "RuntimeError")
        self._pytea_retained = True

    def share_memory_(self):
        return self

    def is_shared(self):
        return False

    def pin_memory(self, device=None):
        return self

    def is_pinned(self, device=None):
        return False

    def record_stream(self, stream):
        pass

    def storage(self):
        return unknown("the storage of a tensor")

    def untyped_storage(self):
        return unknown("the storage of a tensor")

    def data_ptr(self):
        return unknown("an address", "int")

    def __deepcopy__(self, memo):
        return _pytea.deepcopy(self)

    def __reduce_ex__(self, proto):
        return unknown("a pickled tensor")

    @property
    def __cuda_array_interface__(self):
        return unknown("a CUDA array")
