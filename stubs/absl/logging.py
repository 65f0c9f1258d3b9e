"""absl.logging: nothing is logged."""

DEBUG, INFO, WARNING, WARN, ERROR, FATAL = 1, 0, -1, -1, -2, -3


def _ignored(*args, **kwargs):
    pass


debug = info = warning = warn = error = exception = log = vlog = _ignored
log_first_n = log_every_n = log_every_n_seconds = log_if = flush = _ignored
set_verbosity = set_stderrthreshold = use_absl_handler = use_python_logging = _ignored


def fatal(msg, *args, **kwargs):
    raise SystemExit(1)


def get_verbosity():
    return INFO


def get_absl_handler():
    import logging

    return logging.StreamHandler()
