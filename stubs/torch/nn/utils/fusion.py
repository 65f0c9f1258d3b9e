"""Things that rarely matter to shapes."""


def skip_init(module_cls, *args, **kwargs):
    return module_cls(*args, **kwargs)


def fuse_conv_bn_eval(conv, bn, transpose=False):
    return conv


def fuse_linear_bn_eval(linear, bn):
    return linear
