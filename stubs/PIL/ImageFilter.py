"""PIL.ImageFilter: filters do not change sizes."""


class Filter:
    def __init__(self, *args, **kwargs):
        pass


class GaussianBlur(Filter):
    pass


class BoxBlur(Filter):
    pass


class MedianFilter(Filter):
    pass


class UnsharpMask(Filter):
    pass


class Kernel(Filter):
    pass


BLUR = CONTOUR = DETAIL = EDGE_ENHANCE = EMBOSS = FIND_EDGES = SHARPEN = SMOOTH = Filter()
