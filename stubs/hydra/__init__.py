"""hydra: the task function gets the config that the program's files make, where those are read."""

import functools
import os
import sys

from hydra import utils
from hydra._composing import composed

__version__ = "1.3.2"


class TaskFunctionError(Exception):
    pass


def main(config_path=None, config_name=None, version_base=None):
    def decorated(task_function):
        @functools.wraps(task_function)
        def decorated_main(cfg_passthrough=None):
            if cfg_passthrough is not None:
                return task_function(cfg_passthrough)
            folder = os.path.dirname(task_function.__globals__["__file__"])
            return task_function(composed(folder, config_path, config_name, sys.argv[1:]))

        return decorated_main

    return decorated


def initialize(config_path=None, job_name=None, caller_stack_depth=1, version_base=None):
    return _Initialized(config_path)


def initialize_config_dir(config_dir, job_name="app", version_base=None):
    return _Initialized(config_dir)


class _Initialized:
    path = None

    def __init__(self, path):
        _Initialized.path = path

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        pass


def compose(config_name=None, overrides=(), return_hydra_config=False, strict=None):
    return composed("", _Initialized.path, config_name, overrides)
