"""Global settings and queries of torch."""

import _pytea
from _pytea import unknown

import torch


def set_default_dtype(d):
    _pytea.set_default_dtype(d)


def set_default_tensor_type(t):
    example = torch.empty(0).type(t)
    _pytea.set_default_dtype(example.dtype)
    _pytea.set_default_device(example.device)


def get_default_dtype():
    return torch.empty(0).dtype


def set_default_device(device):
    _pytea.set_default_device(device)


def get_default_device():
    return torch.empty(0).device


def set_printoptions(
    precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None
):
    pass


def set_num_threads(int):
    pass


def set_num_interop_threads(int):
    pass


def get_num_threads():
    return unknown("a number of threads", "int")


def get_num_interop_threads():
    return unknown("a number of threads", "int")


def set_float32_matmul_precision(precision):
    pass


def get_float32_matmul_precision():
    return "highest"


def use_deterministic_algorithms(mode, *, warn_only=False):
    pass


def are_deterministic_algorithms_enabled():
    return False


def set_deterministic_debug_mode(debug_mode):
    pass


def set_flush_denormal(mode):
    return True


def set_warn_always(b):
    pass


def is_warn_always_enabled():
    return False


def is_autocast_enabled(device_type=None):
    return torch.amp.autocast_mode.is_autocast_enabled(device_type)


def get_autocast_dtype(device_type):
    return torch.amp.autocast_mode.get_autocast_dtype(device_type)


def typename(obj):
    return f"torch.{type(obj).__name__}"


def is_storage(obj):
    return False


def compile(
    model=None,
    *,
    fullgraph=False,
    dynamic=None,
    backend="inductor",
    mode=None,
    options=None,
    disable=False,
):
    return (lambda function: function) if model is None else model


def vmap(func, in_dims=0, out_dims=0, randomness="error", *, chunk_size=None):
    return torch.func.vmap(func, in_dims, out_dims, randomness, chunk_size=chunk_size)


class autocast(torch.amp.autocast):
    pass


class finfo:
    _eps = {
        torch.float64: 2.220446049250313e-16,
        torch.float16: 0.0009765625,
        torch.bfloat16: 0.0078125,
    }
    _max = {
        torch.float64: 1.7976931348623157e308,
        torch.float16: 65504.0,
        torch.bfloat16: 3.3895313892515355e38,
    }
    _tiny = {torch.float64: 2.2250738585072014e-308, torch.float16: 6.103515625e-05}

    def __init__(self, type=None):
        type = torch.float32 if type is None else type
        if not isinstance(type, torch.dtype) and _pytea.is_known(type):
            raise TypeError("finfo(): argument 'type' must be torch.dtype")
        if _pytea.is_known(type) and not (type.is_floating_point or type.is_complex):
            raise TypeError(
                "torch.finfo() requires a floating point input type. "
                f"Use torch.iinfo to handle '{type}'"
            )
        if not _pytea.is_known(type):
            self.eps = self.max = self.min = self.tiny = unknown("a limit of a dtype", "float")
            return
        self.eps = self._eps.get(type, 1.1920928955078125e-07)
        self.max = self._max.get(type, 3.4028234663852886e38)
        self.min = -self.max
        self.tiny = self.smallest_normal = self._tiny.get(type, 1.1754943508222875e-38)
        self.resolution = self.eps
        self.dtype = str(type)[6:]


class iinfo:
    _bits = {torch.int8: 8, torch.int16: 16, torch.int32: 32, torch.int64: 64}

    def __init__(self, type):
        if not _pytea.is_known(type):
            self.max = self.min = unknown("a limit of a dtype", "int")
            return
        if not isinstance(type, torch.dtype):
            raise TypeError("iinfo(): argument 'type' must be torch.dtype")
        if type.is_floating_point or type.is_complex or type == torch.bool:
            raise TypeError(
                f"torch.iinfo() requires an integer input type. Use torch.finfo to handle {type}"
            )
        self.bits = self._bits.get(type, 8)
        unsigned = type == torch.uint8
        self.max = 255 if unsigned else 2 ** (self.bits - 1) - 1
        self.min = 0 if unsigned else -(2 ** (self.bits - 1))
        self.dtype = str(type)[6:]


class GradScaler(torch.amp.GradScaler):
    pass


class OutOfMemoryError(RuntimeError):
    pass


class AcceleratorError(RuntimeError):
    pass


class Stream(torch.cuda.Stream):
    pass


class Event(torch.cuda.Event):
    pass


def cond(pred, true_fn, false_fn, operands=()):
    return true_fn(*operands) if pred else false_fn(*operands)


def sym_int(a):
    return int(a)


def sym_float(a):
    return float(a)


def sym_max(a, b):
    return max(a, b)


def sym_min(a, b):
    return min(a, b)


def sym_not(a):
    return not a


def sym_ite(b, t, f):
    return t if b else f


def sym_sum(args):
    return sum(args)


def sym_sqrt(a):
    return a**0.5


def get_device_module(device=None):
    return torch.cuda


def get_deterministic_debug_mode():
    return 0


def is_deterministic_algorithms_warn_only_enabled():
    return False


def clear_autocast_cache():
    pass


def set_autocast_enabled(device_type, enabled=None):
    pass


def set_autocast_cache_enabled(enabled):
    pass


def is_autocast_cache_enabled():
    return True


def is_autocast_cpu_enabled():
    return False


def get_autocast_gpu_dtype():
    return torch.float16


def get_autocast_cpu_dtype():
    return torch.bfloat16


def is_anomaly_enabled():
    return False


def is_vulkan_available():
    return False


has_mkl = True
has_openmp = True
has_lapack = True
