"""Trainer of transformers: its loops, with the methods that programs override."""

import inspect

import torch
from _inert import inert
from _pytea import any_int, is_known, unknown
from torch.utils.data import DataLoader, IterableDataset


class Trainer:
    def __init__(self, model=None, args=None, data_collator=None, train_dataset=None,
                 eval_dataset=None, processing_class=None, model_init=None, *, tokenizer=None,
                 compute_loss_func=None, compute_metrics=None, callbacks=None,
                 optimizers=(None, None), preprocess_logits_for_metrics=None, **kwargs):  # fmt: skip
        import transformers

        if args is None:
            args = transformers.TrainingArguments(output_dir="tmp_trainer")
        self.args = args
        self.processing_class = self.tokenizer = processing_class or tokenizer
        self.model_init = model_init
        if model is None and model_init is not None:
            model = model_init()
        self.model = self.model_wrapped = model
        if is_known(model) and getattr(args, "place_model_on_device", True) is True:
            model.to(args.device)
        if data_collator is None:
            if self.processing_class is None:
                data_collator = transformers.default_data_collator
            else:
                data_collator = unknown("what pads the samples of a tokenizer")
        self.data_collator = data_collator
        self.train_dataset, self.eval_dataset = train_dataset, eval_dataset
        self.compute_loss_func, self.compute_metrics = compute_loss_func, compute_metrics
        self.preprocess_logits_for_metrics = preprocess_logits_for_metrics
        self.optimizer, self.lr_scheduler = optimizers
        self.label_names = getattr(args, "label_names", None) or ["labels"]
        self.label_smoother = None
        self.can_return_loss = False
        self.is_in_train = False
        self.is_deepspeed_enabled = self.is_fsdp_enabled = False
        self.state = self.control = self.callback_handler = self.accelerator = inert

    # --- data ---------------------------------------------------------------------------------

    def _taken(self, features):
        """Leaves out of samples what ``forward`` does not take, as ``remove_unused_columns`` says."""
        if getattr(self.args, "remove_unused_columns", True) is not True:
            return features
        known = inspect.signature(self.model.forward).parameters
        names = [*known, "label", "label_ids", *self.label_names]
        if not is_known(features) or not isinstance(features[0], dict):
            return features
        return [{k: v for k, v in feature.items() if k in names} for feature in features]

    def _loader(self, dataset, batch_size, shuffle):
        def collate(features):
            return self.data_collator(self._taken(features))

        if isinstance(dataset, IterableDataset):
            return DataLoader(dataset, batch_size=batch_size, collate_fn=collate)
        return DataLoader(
            dataset, batch_size=batch_size, collate_fn=collate, shuffle=shuffle,
            drop_last=self.args.dataloader_drop_last,
        )  # fmt: skip

    def get_train_dataloader(self):
        if self.train_dataset is None:
            raise ValueError("Trainer: training requires a train_dataset.")
        return self._loader(self.train_dataset, self.args.train_batch_size, True)

    def get_eval_dataloader(self, eval_dataset=None):
        dataset = self.eval_dataset if eval_dataset is None else eval_dataset
        if dataset is None:
            raise ValueError("Trainer: evaluation requires an eval_dataset.")
        return self._loader(dataset, self.args.eval_batch_size, False)

    def get_test_dataloader(self, test_dataset):
        return self._loader(test_dataset, self.args.eval_batch_size, False)

    def num_examples(self, dataloader):
        return len(dataloader.dataset)

    def _prepare_input(self, data):
        if isinstance(data, dict):
            return {key: self._prepare_input(value) for key, value in data.items()}
        if isinstance(data, (tuple, list)):
            return type(data)([self._prepare_input(value) for value in data])
        if isinstance(data, torch.Tensor):
            return data.to(self.args.device)
        return data

    def _prepare_inputs(self, inputs):
        return self._prepare_input(inputs)

    # --- training -----------------------------------------------------------------------------

    def create_optimizer(self, model=None):
        if self.optimizer is None:
            self.optimizer = torch.optim.AdamW(self.model.parameters(), lr=5e-5)
        return self.optimizer

    def create_scheduler(self, num_training_steps, optimizer=None):
        if self.lr_scheduler is None:
            optimizer = self.optimizer if optimizer is None else optimizer
            self.lr_scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1.0)
        return self.lr_scheduler

    def create_optimizer_and_scheduler(self, num_training_steps):
        self.create_optimizer()
        self.create_scheduler(num_training_steps)

    def train(self, resume_from_checkpoint=None, trial=None, ignore_keys_for_eval=None, **kwargs):
        if is_known(self.model) and is_known(self.train_dataset):
            loader = self.get_train_dataloader()
            self.create_optimizer_and_scheduler(any_int("num_training_steps", 1, None))
            self.is_in_train = True
            self.model.train()
            for inputs in loader:
                if not is_known(inputs):
                    break
                _only_taken(self.training_step, self.model, inputs, num_items_in_batch=None)
                self.optimizer.step()
                self.lr_scheduler.step()
                self.model.zero_grad()
            self.is_in_train = False
            if self.eval_dataset is not None:
                self.evaluate()
        return _Result(metrics=unknown("the metrics of a training", "dict"))

    def training_step(self, model, inputs, num_items_in_batch=None):
        model.train()
        inputs = self._prepare_inputs(inputs)
        loss = _only_taken(self.compute_loss, model, inputs, num_items_in_batch=None)
        loss = loss.mean()
        loss.backward()
        return loss.detach()

    def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
        labels = None
        if self.compute_loss_func is not None and "labels" in inputs:
            labels = inputs.pop("labels")
        outputs = model(**inputs)
        if self.compute_loss_func is not None:
            loss = _only_taken(self.compute_loss_func, outputs, labels, num_items_in_batch=None)
        else:
            if isinstance(outputs, dict) and "loss" not in outputs:
                raise ValueError("The model did not return a loss from the inputs")
            loss = outputs["loss"] if isinstance(outputs, dict) else outputs[0]
        return (loss, outputs) if return_outputs else loss

    # --- evaluation ---------------------------------------------------------------------------

    def prediction_step(self, model, inputs, prediction_loss_only, ignore_keys=None):
        inputs = self._prepare_inputs(inputs)
        labels = tuple(inputs.get(name) for name in self.label_names)
        has_labels = all(label is not None for label in labels)
        left_out = [*(ignore_keys or ["past_key_values", "cache"]), "loss"]
        loss = None
        with torch.no_grad():
            if has_labels:
                loss, outputs = self.compute_loss(model, inputs, return_outputs=True)
                loss = loss.detach().mean()
            else:
                outputs = model(**inputs)
        if prediction_loss_only:
            return loss, None, None
        if isinstance(outputs, dict):
            logits = tuple(v for k, v in outputs.items() if k not in left_out)
        else:
            logits = outputs[1:] if has_labels else outputs
        if not has_labels:
            labels = None
        elif len(labels) == 1:
            labels = labels[0]
        return loss, logits[0] if len(logits) == 1 else logits, labels

    def _evaluated(self, loader):
        """Returns the predictions and labels of all batches together, which have a common shape."""
        predictions = labels = None
        self.model.eval()
        for inputs in loader:
            if not is_known(inputs):
                break
            _, logits, labels = self.prediction_step(self.model, inputs, False, ignore_keys=None)
            if self.preprocess_logits_for_metrics is not None:
                logits = self.preprocess_logits_for_metrics(logits, labels)
            predictions = logits
        count = self.num_examples(loader) if hasattr(loader.dataset, "__len__") else None
        if not isinstance(count, int):
            count = any_int("num_examples", 1, None)
        return _of_all(predictions, count), _of_all(labels, count)

    def evaluate(self, eval_dataset=None, ignore_keys=None, metric_key_prefix="eval"):
        dataset = self.eval_dataset if eval_dataset is None else eval_dataset
        if is_known(self.model) and is_known(dataset) and not isinstance(dataset, dict):
            predictions, labels = self._evaluated(self.get_eval_dataloader(eval_dataset))
            if self.compute_metrics is not None and predictions is not None and labels is not None:
                self.compute_metrics(_prediction(predictions, labels))
        return unknown("the metrics of an evaluation", "dict")

    def predict(self, test_dataset, ignore_keys=None, metric_key_prefix="test"):
        predictions = labels = unknown("predictions", "tensor")
        if is_known(self.model) and is_known(test_dataset):
            predictions, labels = self._evaluated(self.get_test_dataloader(test_dataset))
            if self.compute_metrics is not None and predictions is not None and labels is not None:
                self.compute_metrics(_prediction(predictions, labels))
        metrics = unknown("the metrics of a prediction", "dict")
        return _Result(predictions=predictions, label_ids=labels, metrics=metrics)

    # --- what computes nothing ----------------------------------------------------------------

    def log(self, logs, start_time=None):
        pass

    def is_world_process_zero(self):
        return True

    is_local_process_zero = is_world_process_zero

    def _nothing(self, *args, **kwargs):
        pass

    save_model = save_state = save_metrics = log_metrics = push_to_hub = add_callback = _nothing
    pop_callback = remove_callback = create_model_card = store_flos = _save_checkpoint = _nothing

    def hyperparameter_search(self, *args, **kwargs):
        return unknown("the best run of a search")


class _Result:
    """What training and prediction give: a named tuple, of which ``metrics`` is the last part."""

    def __init__(self, **parts):
        self.global_step = unknown("the number of steps", "int")
        self.training_loss = unknown("the loss of a training", "float")
        self._parts = [parts[name] for name in parts]
        for name in parts:
            setattr(self, name, parts[name])

    def __iter__(self):
        return iter(self._parts)

    def __getitem__(self, index):
        return self._parts[index]


def _only_taken(function, *args, num_items_in_batch):
    """Calls what older programs override without the number of items of a batch."""
    if "num_items_in_batch" in inspect.signature(function).parameters:
        return function(*args, num_items_in_batch=num_items_in_batch)
    return function(*args)


def _of_all(part, count):
    """Returns an array for all samples where the tensors of one batch are known."""
    if isinstance(part, (tuple, list)):
        return tuple(_of_all(item, count) for item in part)
    if not isinstance(part, torch.Tensor) or not is_known(part) or part.dim() == 0:
        return part
    return torch.empty((count, *part.shape[1:]), dtype=part.dtype).numpy()


def _prediction(predictions, labels):
    import transformers

    return transformers.EvalPrediction(predictions=predictions, label_ids=labels)
