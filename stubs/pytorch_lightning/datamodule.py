"""LightningDataModule: who gives the loaders."""

from pytorch_lightning.module import HyperparametersMixin


class LightningDataModule(HyperparametersMixin):
    def __init__(self):
        self.trainer = None

    def prepare_data(self):
        pass

    def setup(self, stage):
        pass

    def teardown(self, stage):
        pass

    @classmethod
    def from_datasets(cls, train_dataset=None, val_dataset=None, test_dataset=None,
                      predict_dataset=None, batch_size=1, num_workers=0, **kwargs):  # fmt: skip
        from torch.utils.data import DataLoader

        module = cls()
        for name, dataset, shuffle in (
            ("train", train_dataset, True),
            ("val", val_dataset, False),
            ("test", test_dataset, False),
            ("predict", predict_dataset, False),
        ):
            if dataset is not None:
                loader = DataLoader(dataset, batch_size=batch_size, shuffle=shuffle)
                setattr(module, f"{name}_dataloader", lambda loader=loader: loader)
        return module
