"""state_dict and load_state_dict."""

from collections import namedtuple

from _pytea import is_known, require, state_rows

_IncompatibleKeys = namedtuple("IncompatibleKeys", ["missing_keys", "unexpected_keys"])


def _entries(module, prefix, found):
    for name, param in module._parameters.items():
        if param is not None:
            found[prefix + name] = param
    for name, buffer in module._buffers.items():
        if buffer is not None and name not in module._non_persistent_buffers_set:
            found[prefix + name] = buffer
    for name, child in module._modules.items():
        if child is not None and is_known(child):
            _entries(child, prefix + name + ".", found)
    return found


def save(module, destination, prefix):
    rows = state_rows(module, prefix)
    if rows is not None:
        for key, tensor in rows:
            destination[key] = tensor.detach()
        return destination
    for name, param in module._parameters.items():
        if param is not None:
            destination[prefix + name] = param.detach()
    for name, buffer in module._buffers.items():
        if buffer is not None and name not in module._non_persistent_buffers_set:
            destination[prefix + name] = buffer.detach()
    for name, child in module._modules.items():
        if child is not None and is_known(child):
            child.state_dict(destination=destination, prefix=prefix + name + ".")
    return destination


def load(module, state_dict, strict):
    if not is_known(state_dict):
        return _IncompatibleKeys([], [])
    if not hasattr(state_dict, "keys"):
        raise TypeError(f"Expected state_dict to be dict-like, got {type(state_dict).__name__}.")
    own = _entries(module, "", {})
    missing = [key for key in own if key not in state_dict]
    unexpected = [key for key in state_dict if key not in own]
    for key, value in own.items():
        if key in state_dict:
            _check(type(module).__name__, key, value, state_dict[key])
    if strict:
        name = f"Error(s) in loading state_dict for {type(module).__name__}"
        require(not unexpected, f"{name}: unexpected key(s) {unexpected}", "bad-argument")
        require(not missing, f"{name}: missing key(s) {missing}", "bad-argument")
    return _IncompatibleKeys(missing, unexpected)


def _check(module, key, own, given):
    if not is_known(given) or not hasattr(given, "shape"):
        return
    require(
        own.shape == given.shape,
        f"size mismatch for {key} of {module}: the state dict has shape {tuple(given.shape)}, "
        f"but the model has {tuple(own.shape)}",
    )
