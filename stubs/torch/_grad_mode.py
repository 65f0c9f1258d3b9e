"""Switching gradients on and off: context managers, decorators, queries."""

import functools

import _pytea
from _pytea import is_known

#: Whether gradients are recorded.
_state = {"grad": True}


def _switch(mode):
    """Sets the mode; returns the one before."""
    before = _state["grad"]
    _state["grad"] = mode
    _pytea.set_grad_enabled(mode)
    return before


class _GradMode:
    """Sets the mode between ``__enter__`` and ``__exit__``; decorates functions."""

    mode = False

    def __enter__(self):
        self._before = _switch(self.mode)
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        _switch(self._before)

    def clone(self):
        return type(self)()

    def __call__(self, func):
        @functools.wraps(func)
        def wrapper(*args, **kwargs):
            with self.clone():
                return func(*args, **kwargs)

        return wrapper


class no_grad(_GradMode):
    def __new__(cls, orig_func=None):
        self = object.__new__(cls)
        return self if orig_func is None else self(orig_func)

    def __init__(self, orig_func=None):
        pass


class enable_grad(_GradMode):
    mode = True

    def __new__(cls, orig_func=None):
        self = object.__new__(cls)
        return self if orig_func is None else self(orig_func)

    def __init__(self, orig_func=None):
        pass


class set_grad_enabled(_GradMode):
    def __init__(self, mode):
        self.mode = mode
        self._before = _switch(mode)

    def __enter__(self):
        return self

    def clone(self):
        return set_grad_enabled(self.mode)

    def __call__(self, func):
        _switch(self._before)
        return super().__call__(func)


class inference_mode(_GradMode):
    def __new__(cls, mode=True):
        self = object.__new__(cls)
        if isinstance(mode, bool) or not is_known(mode):
            return self
        self.mode = False
        return self(mode)

    def __init__(self, mode=True):
        self._wanted = mode
        self.mode = False

    def __enter__(self):
        self._before = _state["grad"]
        if self._wanted:
            _switch(False)
        self._inference = _pytea.set_inference(self._wanted)
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        _pytea.set_inference(self._inference)
        super().__exit__(exc_type, exc_value, traceback)

    def clone(self):
        return inference_mode(self._wanted)


def is_grad_enabled():
    return _state["grad"]


def is_inference_mode_enabled():
    return False
