"""torch.__future__: how modules take over other parameters, which changes no shape."""

_overwrites = False
_swaps = False


def set_overwrite_module_params_on_conversion(value):
    global _overwrites
    _overwrites = value


def get_overwrite_module_params_on_conversion():
    return _overwrites


def set_swap_module_params_on_conversion(value):
    global _swaps
    _swaps = value


def get_swap_module_params_on_conversion():
    return _swaps
