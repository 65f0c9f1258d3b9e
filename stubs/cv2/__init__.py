"""OpenCV: what images are is followed, what is in them is not."""

from _inert import inert
from _pytea import unknown

from cv2._constants import *  # noqa: F403 (the names of the module itself)
from cv2._images import *  # noqa: F403 (the same)
from cv2._video import *  # noqa: F403 (the same)

ocl = inert


class error(Exception):
    """What OpenCV raises."""


def waitKey(delay=0):
    return unknown("a key", "int")


def _nothing(*arguments):
    pass


imshow = namedWindow = destroyWindow = destroyAllWindows = setNumThreads = setUseOptimized = (
    _nothing
)


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    return unknown(f"cv2.{name}")
