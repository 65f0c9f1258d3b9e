"""torch.nn.modules.module."""

from torch.nn._hooks import (
    register_module_forward_hook,
    register_module_forward_pre_hook,
    register_module_full_backward_hook,
    register_module_module_registration_hook,
)
from torch.nn.module import Module
