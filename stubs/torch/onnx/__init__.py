"""torch.onnx: export runs the model once on the given inputs."""

from _pytea import is_known, unknown


def export(model, args=(), f=None, *, kwargs=None, **options):
    if is_known(args):
        inputs = args if isinstance(args, tuple) else (args,)
        model(*inputs, **(kwargs or {}))
    return unknown("an exported model")


def is_in_onnx_export():
    return False
