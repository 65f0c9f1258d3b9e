"""LightningModule: a module that says what a step is; its hooks do nothing unless it defines them."""

import torch
from _inert import inert
from _pytea import constructor_arguments, is_known, require, unknown


class AttributeDict(dict):
    def __getattr__(self, name):
        if name in self:
            return self[name]
        raise AttributeError(f"Missing attribute '{name}'")

    def __setattr__(self, name, value):
        self[name] = value


class HyperparametersMixin:
    def save_hyperparameters(self, *args, ignore=None, frame=None, logger=True):
        given = constructor_arguments(self)
        if isinstance(ignore, str):
            ignore = [ignore]
        for name in ignore or []:
            given.pop(name, None)
        if len(args) == 1 and not isinstance(args[0], str):
            given = args[0] if isinstance(args[0], dict) or not is_known(args[0]) else vars(args[0])
        elif args:
            given = {name: given[name] for name in args if name in given}
        if not is_known(given):
            self.__dict__["_hparams"] = given
            return
        kept = self.hparams
        for name in given:
            kept[name] = given[name]

    @property
    def hparams(self):
        if "_hparams" not in self.__dict__:
            self.__dict__["_hparams"] = AttributeDict()
        return self.__dict__["_hparams"]

    @property
    def hparams_initial(self):
        return self.hparams


class LightningModule(HyperparametersMixin, torch.nn.Module):
    def __init__(self, *args, **kwargs):
        super().__init__()
        self.__dict__["trainer"] = None
        self.automatic_optimization = True
        self.example_input_array = None
        self.__dict__["_optimizers"] = []
        self.__dict__["_schedulers"] = []

    @property
    def device(self):
        for parameter in self.parameters():
            return parameter.device
        return torch.device("cpu")

    @property
    def dtype(self):
        return torch.get_default_dtype()

    @property
    def current_epoch(self):
        return self.trainer.current_epoch if self.trainer else 0

    @property
    def global_step(self):
        return self.trainer.global_step if self.trainer else 0

    @property
    def global_rank(self):
        return 0

    @property
    def local_rank(self):
        return 0

    @property
    def on_gpu(self):
        return False

    @property
    def logger(self):
        return inert

    @property
    def loggers(self):
        return [inert]

    @property
    def fabric(self):
        return inert

    def log(self, name, value, *args, **kwargs):
        if is_known(value) and isinstance(value, torch.Tensor):
            text = f"log('{name}', ...) needs a tensor with one element, got {tuple(value.shape)}"
            require(value.numel() == 1, text, "shape-mismatch", "ValueError")

    def log_dict(self, dictionary, *args, **kwargs):
        if is_known(dictionary) and isinstance(dictionary, dict):
            for name in dictionary:
                self.log(name, dictionary[name])

    def print(self, *args, **kwargs):
        pass

    def optimizers(self, use_pl_optimizer=True):
        known = self.__dict__["_optimizers"]
        return known[0] if len(known) == 1 else known

    def lr_schedulers(self):
        known = self.__dict__["_schedulers"]
        if not known:
            return None
        return known[0] if len(known) == 1 else known

    def manual_backward(self, loss, *args, **kwargs):
        loss.backward(*args, **kwargs)

    def toggle_optimizer(self, optimizer):
        pass

    def untoggle_optimizer(self, optimizer):
        pass

    def clip_gradients(self, optimizer, gradient_clip_val=None, gradient_clip_algorithm=None):
        pass

    def all_gather(self, data, group=None, sync_grads=False):
        return data

    def freeze(self):
        for parameter in self.parameters():
            parameter.requires_grad = False
        self.eval()

    def unfreeze(self):
        for parameter in self.parameters():
            parameter.requires_grad = True
        self.train()

    @classmethod
    def load_from_checkpoint(cls, checkpoint_path, map_location=None, hparams_file=None,
                             strict=None, **kwargs):  # fmt: skip
        return unknown("a checkpoint")

    def to_torchscript(self, *args, **kwargs):
        return unknown("a scripted module")

    def to_onnx(self, *args, **kwargs):
        pass

    def configure_optimizers(self):
        return None

    def configure_callbacks(self):
        return []

    def prepare_data(self):
        pass

    def setup(self, stage):
        pass

    def teardown(self, stage):
        pass

    def predict_step(self, batch, batch_idx=0, dataloader_idx=0):
        return self(batch)



def _hook(self, *args, **kwargs):
    return None


for _name in (
    "on_fit_start", "on_fit_end", "on_train_start", "on_train_end", "on_train_epoch_start",
    "on_train_epoch_end", "on_validation_start", "on_validation_end", "on_validation_epoch_start",
    "on_validation_epoch_end", "on_test_start", "on_test_end", "on_test_epoch_start",
    "on_test_epoch_end", "on_train_batch_start", "on_train_batch_end",
    "on_validation_batch_start", "on_validation_batch_end", "on_test_batch_start",
    "on_test_batch_end", "on_before_zero_grad", "on_before_backward", "on_after_backward",
    "on_before_optimizer_step", "on_save_checkpoint", "on_load_checkpoint", "on_predict_start",
    "on_predict_end", "on_predict_epoch_start", "on_predict_epoch_end", "on_sanity_check_start",
    "on_sanity_check_end", "configure_model",
):  # fmt: skip
    setattr(LightningModule, _name, _hook)
