"""queue: a thread that would wait at one is left there; the program itself never waits.

What is taken out of an empty queue is what some thread has put in meanwhile: not known.
"""

import threading
from heapq import heappop, heappush

from _pytea import summary, unknown

#: So many items a thread puts into a queue without a bound before others have their turn.
_TURN = 64


class Empty(Exception):
    pass


class Full(Exception):
    pass


class Queue:
    #: A thread would put more of the same into it for ever.
    _endless = False

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self.queue = []

    def qsize(self):
        return len(self.queue)

    def empty(self):
        return len(self.queue) == 0

    def full(self):
        return 0 < self.maxsize <= len(self.queue)

    def put(self, item, block=True, timeout=None):
        if self.full() or (threading.Thread._running is not None and len(self.queue) >= _TURN):
            if threading.Thread._running is not None:
                self.queue, self._endless = summary(self.queue), True
                raise threading._Waits
            if not block or (timeout is not None and not threading.Thread._started):
                raise Full
            return
        self._put(item)

    def get(self, block=True, timeout=None):
        if self._endless:
            return self.queue[0]
        if not self.queue:
            if threading.Thread._running is not None:
                raise threading.Waits
            if (not block or timeout is not None) and not threading.Thread._started:
                raise Empty
            return unknown("what a thread puts into a queue")
        return self._get()

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop(0)

    def put_nowait(self, item):
        self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def task_done(self):
        pass

    def join(self):
        pass


class LifoQueue(Queue):
    def _get(self):
        return self.queue.pop()


class PriorityQueue(Queue):
    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class SimpleQueue(Queue):
    def __init__(self):
        super().__init__()
