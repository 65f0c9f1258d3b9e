"""DataLoader: a first full batch, one that stands for all the other full ones, the last one."""

import _pytea
from _pytea import is_known, is_symbolic, require

from torch.utils.data.collate import (
    collate_pair,
    default_collate,
    default_convert,
    repeated,
)
from torch.utils.data.dataset import IterableDataset
from torch.utils.data.population import unbiased_samples
from torch.utils.data.sampler import BatchSampler, RandomSampler, SequentialSampler

#: So many samples of an iterable data set are looked at for one batch.
_SAMPLES_AHEAD = 3


def _concrete(*numbers):
    for number in numbers:
        if not is_known(number) or is_symbolic(number):
            return False
    return True


class _InfiniteConstantSampler:
    def __iter__(self):
        while True:
            yield None


class DataLoader:
    def __init__(
        self, dataset, batch_size=1, shuffle=None, sampler=None, batch_sampler=None, num_workers=0,
        collate_fn=None, pin_memory=False, drop_last=False, timeout=0, worker_init_fn=None,
        multiprocessing_context=None, generator=None, *, prefetch_factor=None,
        persistent_workers=False, pin_memory_device="", in_order=True,
    ):  # fmt: skip
        self._check_workers(num_workers, timeout, prefetch_factor, persistent_workers)
        self.dataset = dataset
        self._length_name = f"len({_pytea.given_name(dataset, 'dataset')})"
        self.num_workers = num_workers
        self.prefetch_factor = prefetch_factor
        self.pin_memory = pin_memory
        self.timeout = timeout
        self.worker_init_fn = worker_init_fn
        self.generator = generator
        self.persistent_workers = persistent_workers
        self._iterable = is_known(dataset) and isinstance(dataset, IterableDataset)
        if self._iterable:
            self._check_iterable(shuffle, sampler, batch_sampler)
        elif not is_known(shuffle):
            shuffle = False
        self._check_sampling(batch_size, shuffle, sampler, batch_sampler, drop_last)
        self._own_batches = batch_sampler is not None
        if batch_sampler is not None:
            batch_size, drop_last = None, False
        plain = sampler is None and batch_sampler is None and not self._iterable
        self._total = unbiased_samples(dataset) if plain else 0
        if sampler is None:
            if self._iterable:
                sampler = _InfiniteConstantSampler()
            elif shuffle:
                sampler = RandomSampler(dataset, generator=generator)
            else:
                sampler = SequentialSampler(dataset)
        if batch_size is not None and batch_sampler is None:
            batch_sampler = BatchSampler(sampler, batch_size, drop_last)
        self.batch_size = batch_size
        self.drop_last = drop_last
        self.sampler = sampler
        self.batch_sampler = batch_sampler
        if collate_fn is None:
            collate_fn = default_convert if batch_sampler is None else default_collate
        self.collate_fn = collate_fn

    def _check_workers(self, num_workers, timeout, prefetch_factor, persistent_workers):
        message = "num_workers option should be non-negative"
        require(num_workers >= 0, message, "bad-argument", "ValueError")
        message = "timeout option should be non-negative"
        require(timeout >= 0, message, "bad-argument", "ValueError")
        if not _concrete(num_workers) or num_workers > 0:
            return
        if is_known(prefetch_factor) and prefetch_factor is not None:
            raise ValueError(
                "prefetch_factor option could only be specified in multiprocessing, let "
                "num_workers > 0 to enable multiprocessing"
            )
        if is_known(persistent_workers) and persistent_workers:
            raise ValueError("persistent_workers option needs num_workers > 0")

    def _check_iterable(self, shuffle, sampler, batch_sampler):
        kind = "DataLoader with IterableDataset: expected unspecified"
        if is_known(shuffle) and shuffle:
            raise ValueError(f"{kind} shuffle option, but got shuffle={shuffle}")
        if sampler is not None:
            raise ValueError(f"{kind} sampler option, but got a sampler")
        if batch_sampler is not None:
            raise ValueError(f"{kind} batch_sampler option, but got a batch_sampler")

    def _check_sampling(self, batch_size, shuffle, sampler, batch_sampler, drop_last):
        drops = is_known(drop_last) and drop_last
        if sampler is not None and shuffle:
            raise ValueError("sampler option is mutually exclusive with shuffle")
        if batch_sampler is not None:
            if (
                (_concrete(batch_size) and batch_size != 1)
                or shuffle
                or sampler is not None
                or drops
            ):
                raise ValueError(
                    "batch_sampler option is mutually exclusive with batch_size, shuffle, "
                    "sampler, and drop_last"
                )
        elif batch_size is None and drops:
            raise ValueError(
                "batch_size=None option disables auto-batching and is mutually exclusive with "
                "drop_last"
            )

    def __len__(self):
        if not self._iterable:
            return len(self.sampler if self.batch_sampler is None else self.batch_sampler)
        length = len(self.dataset)
        if self.batch_size is None:
            return length
        if self.drop_last:
            return length // self.batch_size
        return (length + self.batch_size - 1) // self.batch_size

    def __iter__(self):
        if self.worker_init_fn is not None and not (
            _concrete(self.num_workers) and self.num_workers == 0
        ):
            # in each worker, before it takes samples
            self.worker_init_fn(_pytea.unknown("the number of a worker", "int"))
        if self.batch_size is None and not self._own_batches:
            return self._single_samples()
        if self._own_batches:
            return self._batches_of_sampler()
        if self._iterable:
            return self._batches_of_stream()
        return self._batches()

    def check_worker_number_rationality(self):
        pass

    # --- samples and batches ------------------------------------------------------------------

    def _sample(self, position):
        sampler = self.sampler
        if hasattr(sampler, "_at"):
            return self.dataset[sampler._at(position)]
        return self.dataset[next(iter(sampler))]

    def _batch(self, start, size):
        first = self._sample(start)
        last = first if size == 1 else self._sample(start + size - 1)
        return self._collate(first, last, size)

    def _collate(self, first, last, size):
        # read when a batch is made: a class of the user's may set it behind the constructor
        if self.collate_fn is default_collate:
            return collate_pair(first, last, size, self._total)
        return self.collate_fn(repeated(first, last, size))

    def _batches(self):
        total = len(self.sampler)
        size = self.batch_size
        facts = {self._length_name: total, "batch_size": size}
        drops = is_known(self.drop_last) and self.drop_last
        trips = total // size if drops else (total + size - 1) // size
        _pytea.gives(trips)
        if not _concrete(total, size):
            for _ in range(trips if is_known(trips) else 1):
                # a loop over what depends on inputs has a round: there are samples
                break
            else:
                return
            yield self._collate(self._sample(0), self._sample(total - 1), size)
            batch = self._collate(self._sample(0), self._sample(total - 1), size)
            # directly before the item that stands for several: loops in a dataset are not meant
            _pytea.generic_round("batches of equal size")
            yield batch
            if not drops:
                _pytea.last_batch(facts)
                rest = _pytea.last_batch_size(size)
                yield self._collate(self._sample(0), self._sample(total - 1), rest)
            return
        full, rest = total // size, total % size
        if full > 0:
            yield self._batch(0, size)
        if full > 1:
            batch = self._batch((full - 1) * size, size)
            if full > 2:
                _pytea.generic_round("batches of equal size")
            yield batch
        if rest > 0 and not self.drop_last:
            if full > 0:
                _pytea.last_batch(facts)
            yield self._batch(full * size, rest)

    def _batches_of_sampler(self):
        rounds = 0
        for indices in self.batch_sampler:
            if rounds == 2:
                return
            size = len(indices)
            first = self.dataset[indices[0]]
            last = first if size == 1 else self.dataset[indices[-1]]
            batch = self._collate(first, last, size)
            if rounds == 1:
                _pytea.generic_round("batches of a sampler")
            rounds += 1
            yield batch

    def _batches_of_stream(self):
        size = self.batch_size
        samples = iter(self.dataset)
        rounds = 0
        while rounds < 2:
            ahead = []
            while len(ahead) < _SAMPLES_AHEAD and (not _concrete(size) or len(ahead) < size):
                try:
                    ahead.append(next(samples))
                except StopIteration:
                    break
            if not ahead:
                return
            ended = len(ahead) < _SAMPLES_AHEAD and not (_concrete(size) and len(ahead) == size)
            if ended:
                if not self.drop_last:
                    yield self._collate(ahead[0], ahead[-1], len(ahead))
                return
            batch = self._collate(ahead[0], ahead[-1], size)
            if rounds == 1:
                _pytea.generic_round("batches of equal size")
            rounds += 1
            yield batch
        if _concrete(size) and size == 1:
            return
        if not (is_known(self.drop_last) and self.drop_last):
            length = _length_of(self.dataset, self._length_name)
            _pytea.last_batch({self._length_name: length, "batch_size": size})
            yield self._collate(ahead[0], ahead[-1], _pytea.last_batch_size(size))

    def _single_samples(self):
        rounds = 0
        samples = self.dataset if self._iterable else _by_index(self.dataset, self.sampler)
        for sample in samples:
            if rounds == 2:
                return
            batch = self.collate_fn(sample)
            if rounds == 1:
                _pytea.generic_round("samples")
            rounds += 1
            yield batch


def _by_index(dataset, sampler):
    for index in sampler:
        yield dataset[index]


def _length_of(dataset, name):
    return len(dataset) if hasattr(dataset, "__len__") else _pytea.unknown(name, "int")


class WorkerInfo:
    id = 0
    num_workers = 1
    seed = 0


def get_worker_info():
    return None
