from contextlib import *
import contextlib

log = []


@contextmanager
def cm(name, swallow=False):
    log.append(f"enter {name}")
    try:
        yield name.upper()
    except ValueError as e:
        log.append(f"caught {e}")
        if not swallow:
            raise
    finally:
        log.append(f"exit {name}")


#: order of events
with cm("a") as x, cm("b") as y:
    log.append(x + y)
print(log)

#: exceptions pass through
try:
    with cm("a"):
        with cm("b", swallow=True):
            raise ValueError("inner")
        log.append("after")
        raise KeyError("k")
except KeyError as e:
    log.append(f"out {e}")
print(log)

#: swallowed exceptions
with cm("a", swallow=True):
    raise ValueError("v")
print(log)

#: the same exception comes back
err = ValueError("mine")
try:
    with cm("a"):
        raise err
except ValueError as e:
    print(e is err, log)

#: an exception replaced by another
@contextmanager
def replace():
    try:
        yield
    except ValueError as e:
        raise RuntimeError("new") from e
try:
    with replace():
        raise ValueError("old")
except RuntimeError as e:
    print(e, repr(e.__cause__))

#: generators that misbehave
@contextmanager
def none():
    if False:
        yield
@contextmanager
def twice():
    yield 1
    yield 2
@contextmanager
def again():
    try:
        yield 1
    except ValueError:
        yield 2
for f, fail in ((none, False), (twice, False), (again, True)):
    try:
        with f():
            if fail:
                raise ValueError
    except RuntimeError as e:
        print(e)

#: as a decorator
@cm("deco")
def work(a):
    log.append(f"work {a}")
    return a * 2
print(work(2), work(3), log, work.__name__)

#: arguments and return in with
def f():
    with cm("r"):
        return log[:]
print(f(), log)
for i in range(3):
    with cm(str(i)):
        if i == 0:
            continue
        break
print(log)

#: StopIteration inside
try:
    with cm("s"):
        raise StopIteration("x")
except (StopIteration, RuntimeError) as e:
    print(type(e).__name__, e, log)

#: suppress
with suppress(KeyError, IndexError):
    {}["x"]
with suppress(LookupError):
    [][1]
with suppress(Exception):
    pass
try:
    with suppress(KeyError):
        raise ValueError("not me")
except ValueError as e:
    print(e)
with suppress():
    print("fine")

#: nullcontext and closing
class Door:
    def close(self):
        log.append("closed")
with nullcontext(5) as n, nullcontext() as m:
    print(n, m)
try:
    with closing(Door()) as d:
        raise ValueError
except ValueError:
    print(log, isinstance(d, Door))

#: ExitStack
with ExitStack() as stack:
    names = [stack.enter_context(cm(n)) for n in "abc"]
    stack.callback(log.append, "callback")
    log.append(names)
print(log)

#: ExitStack with exceptions
with ExitStack() as stack:
    stack.enter_context(cm("out", swallow=True))
    stack.enter_context(cm("in"))
    raise ValueError("x")
print(log)
try:
    with ExitStack() as stack:
        stack.callback(lambda: log.append("cb"))
        raise KeyError("k")
except KeyError as e:
    print("KeyError", e, log[-1])

#: ExitStack push and pop_all
def leave(t, v, tb):
    log.append(t.__name__ if t else None)
    return True
with ExitStack() as stack:
    stack.push(leave)
    raise ValueError
stack = ExitStack()
stack.enter_context(cm("kept"))
with ExitStack() as inner:
    inner.enter_context(cm("moved"))
    kept = inner.pop_all()
log.append("between")
kept.close()
stack.close()
print(log)
try:
    ExitStack().enter_context(3)
except TypeError as e:
    print(e)

#: an exit that raises
class Bad:
    def __enter__(self):
        return self
    def __exit__(self, *a):
        raise RuntimeError("from exit")
try:
    with ExitStack() as stack:
        stack.enter_context(cm("x"))
        stack.enter_context(Bad())
        log.append("body")
except RuntimeError as e:
    print(e, log)

#: ContextDecorator
class Timer(ContextDecorator):
    def __enter__(self):
        log.append("start")
        return self
    def __exit__(self, *exc):
        log.append("stop")
        return False
@Timer()
def g():
    log.append("body")
    return 1
with Timer() as t:
    print(isinstance(t, Timer))
print(g(), log)

#: AbstractContextManager
class Q(AbstractContextManager):
    def __exit__(self, *a):
        log.append("q")
with Q() as q:
    print(q is not None)
print(log)

#: optional contexts
for amp in (True, False):
    ctx = cm("amp") if amp else nullcontext()
    with ctx:
        log.append(amp)
print(log)

#: redirect
import io
with redirect_stdout(io.StringIO()) as buf:
    pass
print(type(buf).__name__)
