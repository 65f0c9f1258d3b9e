"""How many samples a loader takes from a data set whose samples nobody chose by their contents."""

from _pytea import is_known, is_symbolic

from torch.utils.data.dataset import ConcatDataset, Subset, TensorDataset


def _is_whole(dataset):
    kind = type(dataset)
    if kind is TensorDataset:
        return True
    if kind is Subset:
        return isinstance(dataset.indices, range) and _is_whole(dataset.dataset)
    if kind is ConcatDataset:
        return all([_is_whole(part) for part in dataset.datasets])
    return kind.__module__.startswith("torchvision.datasets") and not getattr(dataset, "is_changed", True)


def unbiased_samples(dataset):
    """Returns the number of samples; 0 where the program may have picked them for their labels."""
    if not is_known(dataset) or not _is_whole(dataset):
        return 0
    total = len(dataset)
    return total if is_known(total) and not is_symbolic(total) else 0
