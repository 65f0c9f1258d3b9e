"""Profilers do nothing."""

from _pytea import unknown


class record_function:
    def __init__(self, name, args=None):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def __call__(self, func):
        return func


class profile(record_function):
    def __init__(self, *args, **kwargs):
        pass

    def step(self):
        pass

    def start(self):
        pass

    def stop(self):
        pass

    def key_averages(self, *args, **kwargs):
        return unknown("the averages of a profiler")

    def export_chrome_trace(self, path):
        pass


class ProfilerActivity:
    CPU = 0
    CUDA = 1
    XPU = 2


def schedule(*, wait, warmup, active, repeat=0, skip_first=0, skip_first_wait=0):
    return unknown("a schedule of a profiler")


def tensorboard_trace_handler(dir_name, worker_name=None, use_gzip=False):
    return unknown("a handler of a profiler")


class ProfilerAction:
    NONE = 0
    WARMUP = 1
    RECORD = 2
    RECORD_AND_SAVE = 3


def kineto_available():
    return True


def supported_activities():
    return {ProfilerActivity.CPU}
