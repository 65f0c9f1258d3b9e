"""Accelerator: what it prepares it gives back."""

from contextlib import contextmanager

import _pytea

import torch
from _inert import inert


class DistributedType:
    NO = "NO"
    MULTI_GPU = "MULTI_GPU"
    DEEPSPEED = "DEEPSPEED"
    FSDP = "FSDP"
    TPU = XLA = "XLA"


class _Turns:
    """What one process does before the others, or for its part."""

    @contextmanager
    def main_process_first(self):
        yield

    @contextmanager
    def local_main_process_first(self):
        yield

    @contextmanager
    def split_between_processes(self, inputs, apply_padding=False):
        yield inputs


class PartialState(_Turns):
    """One process."""

    def __init__(self, cpu=False, **kwargs):
        self.device = torch.device("cpu" if cpu or not torch.cuda.is_available() else "cuda")
        self.num_processes = 1
        self.process_index = self.local_process_index = 0
        self.is_main_process = self.is_local_main_process = self.is_last_process = True
        self.use_distributed = False
        self.distributed_type = DistributedType.NO

    def wait_for_everyone(self):
        pass

    def on_main_process(self, function=None):
        return function

    on_local_main_process = on_last_process = on_main_process

    def print(self, *args, **kwargs):
        pass


class AcceleratorState(PartialState):
    mixed_precision = "no"
    deepspeed_plugin = None


class GradientState:
    sync_gradients = True
    num_steps = 1
    end_of_dataloader = False
    remainder = -1
    dataloader_references = []


class Accelerator(_Turns):
    def __init__(self, device_placement=True, split_batches=False, mixed_precision=None,
                 gradient_accumulation_steps=1, cpu=False, **kwargs):  # fmt: skip
        self.device = torch.device("cpu" if cpu or not torch.cuda.is_available() else "cuda")
        self.mixed_precision = mixed_precision or "no"
        self.gradient_accumulation_steps = gradient_accumulation_steps
        self.num_processes = 1
        self.process_index = self.local_process_index = 0
        self.is_main_process = self.is_local_main_process = self.is_last_process = True
        self.sync_gradients = True
        self.optimizer_step_was_skipped = False
        self.use_distributed = self.use_fp16 = False
        self.distributed_type = DistributedType.NO
        self.state = self.scaler = inert
        self.project_dir = self.logging_dir = kwargs.get("project_dir")
        self.trackers = []

    def _placed(self, value):
        if isinstance(value, torch.nn.Module):
            return value.to(self.device)
        if isinstance(value, torch.utils.data.DataLoader):
            return _OnDevice(value, self.device)
        return value

    def prepare(self, *args, device_placement=None):
        placed = tuple([self._placed(value) for value in args])
        return placed[0] if len(placed) == 1 else placed

    def prepare_model(self, model, *args, **kwargs):
        return self._placed(model)

    def prepare_data_loader(self, data_loader, *args, **kwargs):
        return self._placed(data_loader)

    def prepare_optimizer(self, optimizer, *args, **kwargs):
        return optimizer

    def prepare_scheduler(self, scheduler, *args, **kwargs):
        return scheduler

    def backward(self, loss, **kwargs):
        loss.backward(**kwargs)

    @contextmanager
    def accumulate(self, *models):
        yield

    @contextmanager
    def autocast(self, *args, **kwargs):
        yield

    @contextmanager
    def no_sync(self, model):
        yield

    @contextmanager
    def join_uneven_inputs(self, joinables, even_batches=None):
        yield

    @contextmanager
    def profile(self, profile_handler=None):
        yield inert

    @contextmanager
    def maybe_context_parallel(self, *args, **kwargs):
        yield

    def clip_grad_norm_(self, parameters, max_norm, norm_type=2):
        return torch.nn.utils.clip_grad_norm_(parameters, max_norm, norm_type)

    def clip_grad_value_(self, parameters, clip_value):
        torch.nn.utils.clip_grad_value_(parameters, clip_value)

    def gather(self, tensor):
        return tensor

    def gather_for_metrics(self, input_data, use_gather_object=False):
        return input_data

    def reduce(self, tensor, reduction="sum", scale=1.0):
        return tensor

    def pad_across_processes(self, tensor, dim=0, pad_index=0, pad_first=False):
        return tensor

    def unwrap_model(self, model, *args, **kwargs):
        return model

    def on_main_process(self, function=None):
        return function

    on_local_main_process = on_last_process = on_main_process

    def get_state_dict(self, model, unwrap=True):
        return model.state_dict()

    def print(self, *args, **kwargs):
        pass

    def _nothing(self, *args, **kwargs):
        pass

    wait_for_everyone = save = save_state = save_model = load_state = log = _nothing
    skip_first_batches = staticmethod(lambda dataloader, num_batches=0: dataloader)
    trigger_sync_in_backward = unscale_gradients = _nothing
    init_trackers = end_training = free_memory = clear = _nothing
    register_for_checkpointing = set_trigger = _nothing
    register_save_state_pre_hook = register_load_state_pre_hook = _nothing

    def get_tracker(self, name, unwrap=False):
        return inert

    def check_trigger(self):
        return False


class _OnDevice:
    """A loader whose batches are moved to the device."""

    def __init__(self, loader, device):
        self._loader, self._device = loader, device

    def __getattr__(self, name):
        return getattr(self.__dict__["_loader"], name)

    def __len__(self):
        return len(self._loader)

    def __iter__(self):
        for batch in self._loader:
            yield _moved(batch, self._device)


def _moved(batch, device):
    if not _pytea.is_known(batch):
        return batch
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        return {name: _moved(batch[name], device) for name in batch}
    if isinstance(batch, tuple) and not hasattr(batch, "_fields"):
        return tuple([_moved(item, device) for item in batch])
    if isinstance(batch, list):
        return [_moved(item, device) for item in batch]
    return batch
