"""torch.multiprocessing: processes as in the standard library.

``spawn`` runs the function once, as the first process.
"""

from multiprocessing import *
from multiprocessing import cpu_count, current_process, get_context, set_start_method

from _pytea import leave


def spawn(fn, args=(), nprocs=1, join=True, daemon=False, start_method="spawn"):
    if nprocs == 0:
        leave()
    fn(0, *args)


def start_processes(fn, args=(), nprocs=1, join=True, daemon=False, start_method="spawn"):
    spawn(fn, args, nprocs)


def set_sharing_strategy(new_strategy):
    pass


def get_sharing_strategy():
    return "file_descriptor"


def get_all_sharing_strategies():
    return {"file_descriptor", "file_system"}
