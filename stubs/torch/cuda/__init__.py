"""torch.cuda as on a machine without GPU, unless the program ends without one."""

from contextlib import nullcontext

from _pytea import has_gpu, unknown


def is_available():
    return has_gpu()


def is_bf16_supported(including_emulation=True):
    return False


def is_initialized():
    return False


def device_count():
    return 1 if has_gpu() else 0


def current_device():
    return 0


def get_device_name(device=None):
    return unknown("the name of a GPU", "str")


def get_device_capability(device=None):
    return unknown("the capability of a GPU")


def get_device_properties(device=None):
    return unknown("the properties of a GPU")


def memory_allocated(device=None):
    return unknown("an amount of memory", "int")


max_memory_allocated = memory_reserved = max_memory_reserved = memory_allocated
memory_cached = max_memory_cached = memory_allocated


def memory_summary(device=None, abbreviated=False):
    return unknown("a summary of memory", "str")


def memory_stats(device=None):
    return unknown("statistics of memory")


def mem_get_info(device=None):
    return unknown("an amount of memory")


def utilization(device=None):
    return unknown("a utilization", "int")


def set_device(device):
    pass


def synchronize(device=None):
    pass


def init():
    pass


def empty_cache():
    pass


def ipc_collect():
    pass


def reset_peak_memory_stats(device=None):
    pass


reset_max_memory_allocated = reset_max_memory_cached = reset_peak_memory_stats


def set_per_process_memory_fraction(fraction, device=None):
    pass


def manual_seed(seed):
    pass


def manual_seed_all(seed):
    pass


def seed():
    pass


def get_rng_state(device="cuda"):
    return unknown("a state of random numbers")


def get_rng_state_all():
    return unknown("a state of random numbers")


def set_rng_state(new_state, device="cuda"):
    pass


def set_rng_state_all(new_states):
    pass


def device(device):
    return nullcontext()


def stream(stream):
    return nullcontext()


def current_stream(device=None):
    return Stream()


class Stream:
    def __init__(self, device=None, priority=0, **kwargs):
        pass

    def synchronize(self):
        pass

    def wait_stream(self, stream):
        pass

    def wait_event(self, event):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class Event:
    def __init__(self, enable_timing=False, blocking=False, interprocess=False, external=False):
        pass

    def record(self, stream=None):
        pass

    def synchronize(self):
        pass

    def elapsed_time(self, end_event):
        return unknown("a time", "float")


class nvtx:
    @staticmethod
    def range_push(msg):
        pass

    @staticmethod
    def range_pop():
        pass

    @staticmethod
    def range(msg, *args, **kwargs):
        return nullcontext()


class CudaError(RuntimeError):
    pass


class OutOfMemoryError(RuntimeError):
    pass


class CUDAGraph:
    def replay(self):
        pass

    def reset(self):
        pass


def graph(cuda_graph, pool=None, stream=None, capture_error_mode="global"):
    return nullcontext()


def device_of(obj):
    return nullcontext()


def default_stream(device=None):
    return Stream()


def set_stream(stream):
    pass


def get_arch_list():
    return []


def can_device_access_peer(device, peer_device):
    return False


def initial_seed():
    return unknown("a seed", "int")


def seed_all():
    pass


def reset_accumulated_memory_stats(device=None):
    pass


def temperature(device=None):
    return unknown("a temperature", "int")


def power_draw(device=None):
    return unknown("a power", "int")
