"""torch._dynamo."""


def disable(fn=None, recursive=True):
    return (lambda function: function) if fn is None else fn


def reset():
    pass
