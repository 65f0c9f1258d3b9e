"""Trainer: one epoch stands for all; its number is any."""

import inspect

import torch
from _inert import inert
from _pytea import any_int, is_known, unknown


def seed_everything(seed=None, workers=False, verbose=True):
    return seed


def _as_list(value):
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _is_defined(module, name):
    return module is not None and hasattr(module, name)


class Trainer:
    def __init__(self, *, accelerator="auto", strategy="auto", devices="auto", num_nodes=1,
                 precision=None, logger=None, callbacks=None, fast_dev_run=False, max_epochs=None,
                 min_epochs=None, max_steps=-1, **kwargs):  # fmt: skip
        self.callbacks = _as_list(callbacks)
        self.max_epochs = 1000 if max_epochs is None else max_epochs
        self.max_steps = max_steps
        self.current_epoch = 0
        self.global_step = 0
        self.logger = inert
        self.loggers = [inert]
        self.is_global_zero = True
        self.sanity_checking = False
        self.global_rank = self.local_rank = 0
        self.world_size = self.num_devices = self.num_nodes = 1
        self.accumulate_grad_batches = kwargs.get("accumulate_grad_batches", 1)
        self.callback_metrics = unknown("metrics that were logged", "dict")
        self.logged_metrics = self.progress_bar_metrics = self.callback_metrics
        self.estimated_stepping_batches = unknown("the number of steps", "int")
        self.num_training_batches = unknown("the number of batches", "int")
        self.default_root_dir = kwargs.get("default_root_dir") or "."
        self.log_dir = unknown("the folder of a logger", "str")
        self.should_stop = False
        self.strategy = self.fit_loop = self.profiler = self.accelerator = inert
        self.lightning_module = self.model = self.datamodule = self.train_dataloader = None
        self.optimizers = []
        for callback in self.callbacks:
            if is_known(callback) and type(callback).__name__ == "ModelCheckpoint":
                self.checkpoint_callback = callback
                break
        else:
            self.checkpoint_callback = inert

    @classmethod
    def add_argparse_args(cls, parser, **kwargs):
        for name in ("max_epochs", "gpus", "devices", "accelerator", "precision", "fast_dev_run"):
            parser.add_argument("--" + name, default=None)
        return parser

    @classmethod
    def from_argparse_args(cls, args, **kwargs):
        epochs = getattr(args, "max_epochs", None)
        chosen = {} if epochs is None else {"max_epochs": epochs}
        chosen.update(kwargs)
        return cls(**chosen)

    def _event(self, name, *args):
        """Calls a hook of the module, then of the callbacks of the program."""
        module = self.lightning_module
        if hasattr(module, name):
            getattr(module, name)(*args)
        for callback in self.callbacks:
            if is_known(callback) and hasattr(callback, name):
                getattr(callback, name)(self, module, *args)

    def _attach(self, model, datamodule, stage):
        self.lightning_module = self.model = model
        model.__dict__["trainer"] = self
        model.prepare_data()
        if datamodule is not None:
            self.datamodule = datamodule
            datamodule.trainer = self
            datamodule.prepare_data()
            datamodule.setup(stage)
        model.setup(stage)

    def _loaders(self, given, model, datamodule, name):
        if given is not None:
            return given
        for source in (datamodule, model):
            if _is_defined(source, name):
                return getattr(source, name)()
        return None

    def _configure(self, model):
        made = model.configure_optimizers()
        optimizers, schedulers = [], []
        if isinstance(made, tuple) and len(made) == 2 and isinstance(made[0], (list, tuple)):
            optimizers, schedulers = _as_list(made[0]), _as_list(made[1])
        else:
            for entry in _as_list(made):
                if isinstance(entry, dict):
                    optimizers.append(entry["optimizer"])
                    if "lr_scheduler" in entry:
                        schedulers.append(entry["lr_scheduler"])
                else:
                    optimizers.append(entry)
        schedulers = [s["scheduler"] if isinstance(s, dict) else s for s in schedulers]
        model.__dict__["_optimizers"] = self.optimizers = optimizers
        model.__dict__["_schedulers"] = schedulers

    def fit(self, model, train_dataloaders=None, val_dataloaders=None, datamodule=None,
            ckpt_path=None, **kwargs):  # fmt: skip
        if not is_known(model):
            return
        if _is_defined(train_dataloaders, "train_dataloader"):
            train_dataloaders, datamodule = None, train_dataloaders
        self._attach(model, datamodule, "fit")
        self._configure(model)
        train = self._loaders(train_dataloaders, model, datamodule, "train_dataloader")
        val = self._loaders(val_dataloaders, model, datamodule, "val_dataloader")
        self.train_dataloader = train
        self._event("on_fit_start")
        self._event("on_train_start")
        last = self.max_epochs - 1 if isinstance(self.max_epochs, int) else None
        self.current_epoch = 0 if last == 0 else any_int("epoch", 0, None if last == -2 else last)
        model.train()
        self._event("on_train_epoch_start")
        outputs = []
        for index, batch in enumerate(train):
            self._event("on_train_batch_start", batch, index)
            output = _step(model.training_step, batch, index)
            if model.automatic_optimization:
                self._optimize(model, output)
            self.global_step += 1
            self._event("on_train_batch_end", output, batch, index)
            outputs.append(output)
        if val is not None and _is_defined(model, "validation_step"):
            self._evaluate(model, val, "validation")
        if _is_defined(model, "training_epoch_end"):
            model.training_epoch_end(outputs)
        self._event("on_train_epoch_end")
        self._event("on_train_end")
        self._event("on_fit_end")

    def _optimize(self, model, output):
        loss = output["loss"] if isinstance(output, dict) else output
        if loss is None:
            return
        self._event("on_before_backward", loss)
        loss.backward()
        for optimizer in self.optimizers:
            model.on_before_optimizer_step(optimizer)
            optimizer.step()
            optimizer.zero_grad()

    def _evaluate(self, model, loaders, stage):
        model.eval()
        several = isinstance(loaders, (list, tuple))
        outputs = []
        with torch.no_grad():
            self._event(f"on_{stage}_start")
            self._event(f"on_{stage}_epoch_start")
            for number, loader in enumerate(loaders if several else [loaders]):
                for index, batch in enumerate(loader):
                    output = _step(getattr(model, f"{stage}_step"), batch, index, number)
                    self._event(f"on_{stage}_batch_end", output, batch, index)
                    outputs.append(output)
            if _is_defined(model, f"{stage}_epoch_end"):
                getattr(model, f"{stage}_epoch_end")(outputs)
            self._event(f"on_{stage}_epoch_end")
            self._event(f"on_{stage}_end")
        model.train()
        return outputs

    def _run(self, model, loaders, datamodule, stage, source):
        model = self.lightning_module if model is None else model
        if not is_known(model) or model is None:
            return
        if _is_defined(loaders, source):
            loaders, datamodule = None, loaders
        self._attach(model, datamodule or self.datamodule, stage)
        loaders = self._loaders(loaders, model, self.datamodule, source)
        if loaders is not None and is_known(loaders):
            self._evaluate(model, loaders, "validation" if stage == "validate" else stage)

    def test(self, model=None, dataloaders=None, ckpt_path=None, verbose=True, datamodule=None,
             **kwargs):  # fmt: skip
        self._run(model, dataloaders, datamodule, "test", "test_dataloader")
        return [unknown("the metrics of a test", "dict")]

    def validate(self, model=None, dataloaders=None, ckpt_path=None, verbose=True,
                 datamodule=None, **kwargs):  # fmt: skip
        self._run(model, dataloaders, datamodule, "validate", "val_dataloader")
        return [unknown("the metrics of a validation", "dict")]

    def predict(self, model=None, dataloaders=None, datamodule=None, **kwargs):
        model = self.lightning_module if model is None else model
        if not is_known(model) or model is None:
            return unknown("predictions", "list")
        if _is_defined(dataloaders, "predict_dataloader"):
            dataloaders, datamodule = None, dataloaders
        self._attach(model, datamodule, "predict")
        loader = self._loaders(dataloaders, model, datamodule, "predict_dataloader")
        model.eval()
        with torch.no_grad():
            return [_step(model.predict_step, b, i) for i, b in enumerate(loader)]

    def save_checkpoint(self, filepath, weights_only=False, **kwargs):
        pass

    def print(self, *args, **kwargs):
        pass


def _step(function, batch, index, loader=0):
    count = len(inspect.signature(function).parameters)
    if count <= 1:
        return function(batch)
    if count == 2:
        return function(batch, index)
    return function(batch, index, loader)
