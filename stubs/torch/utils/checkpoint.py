"""Checkpointing runs the function as it is."""


def checkpoint(
    function, *args, use_reentrant=None, context_fn=None, determinism_check="default",
    debug=False, early_stop=True, preserve_rng_state=True, **kwargs,
):  # fmt: skip
    return function(*args, **kwargs)


def checkpoint_sequential(functions, segments, input, use_reentrant=None, **kwargs):
    modules = functions if isinstance(functions, (list, tuple)) else functions.children()
    for module in modules:
        input = module(input)
    return input
