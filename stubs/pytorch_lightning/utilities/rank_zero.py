"""What runs on the first process only: here on the only one."""


def rank_zero_only(function):
    return function


def rank_zero_info(*args, **kwargs):
    pass


rank_zero_warn = rank_zero_debug = rank_zero_deprecation = rank_zero_info
