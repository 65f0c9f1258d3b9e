"""Videos of OpenCV: frames of one size."""

import numpy as np
from _pytea import fresh_int, unknown


class VideoCapture:
    def __init__(self, *source):
        self._height = fresh_int("height of a video", 1)
        self._width = fresh_int("width of a video", 1)

    def read(self, image=None):
        # the frame behind the last one is None: who does not ask whether there is one counts them
        return self.grab(), np.empty((self._height, self._width, 3), np.uint8)

    def retrieve(self, image=None, flag=0):
        return self.read()

    def grab(self):
        return unknown("whether a video goes on", "bool")

    isOpened = grab

    def get(self, propId):
        if propId == 3:
            return float(self._width)
        if propId == 4:
            return float(self._height)
        return unknown("a property of a video", "float")

    def set(self, propId, value):
        return True

    def open(self, *source):
        return True

    def release(self):
        pass


class VideoWriter:
    def __init__(self, *options, **named):
        pass

    def write(self, image):
        pass

    def isOpened(self):
        return True

    def release(self):
        pass


def VideoWriter_fourcc(*letters):
    return unknown("the number of a codec", "int")
