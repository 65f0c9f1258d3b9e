"""torch.autograd.profiler."""

from torch.profiler._profile import profile, record_function


class emit_nvtx:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass
