#: program order of try
def f(x):
    try:
        print("try")
        if x == 1: raise ValueError("v")
        if x == 2: raise KeyError("k")
        if x == 3: return "ret"
    except ValueError as e:
        print("except", e)
        return "exc"
    else:
        print("else")
    finally:
        print("finally")
    return "end"
for i in (0, 1, 3): print(f(i))
try: f(2)
except KeyError as e: print("outer", e)
#: program finally overrides
def a():
    try: return 1
    finally: return 2
def b():
    try: raise ValueError
    finally: return 3
def c():
    for i in range(3):
        try: continue
        finally:
            if i == 1: break
    return i
def d():
    x = 1
    try: return x
    finally: x = 2
def e():
    while True:
        try:
            try: return "inner"
            finally: print("f1")
        finally:
            print("f2")
            break
    return "broke"
print(a(), b(), c(), d(), e())
#: program nested try and reraise
try:
    try:
        raise ValueError("a")
    except KeyError: print("no")
    finally: print("f")
except ValueError as e: print("got", e)
def f():
    try:
        1 / 0
    except ZeroDivisionError:
        print("log")
        raise
try: f()
except ZeroDivisionError as e: print(e)
def g():
    try: raise KeyError("x")
    except (ValueError, KeyError) as e:
        try: raise TypeError("y")
        except TypeError: pass
        raise
try: g()
except KeyError as e: print("KeyError", e)
try: raise
except RuntimeError as e: print(e)
def helper(): raise
try:
    try: raise IndexError("i")
    except IndexError: helper()
except IndexError as e: print("via helper", e)
#: program chaining
try:
    try: raise ValueError("a")
    except ValueError as e: raise KeyError("b") from e
except KeyError as e:
    print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: raise ValueError("a")
    except ValueError: raise KeyError("b")
except KeyError as e:
    print(e.__cause__, repr(e.__context__), e.__suppress_context__)
try:
    try: raise ValueError("a")
    except ValueError: raise KeyError("b") from None
except KeyError as e:
    print(e.__cause__, repr(e.__context__), e.__suppress_context__)
try: raise KeyError("c") from TypeError("t")
except KeyError as e: print(repr(e.__cause__), e.__context__)
try:
    try: raise ValueError("a")
    finally: raise KeyError("b")
except KeyError as e: print(repr(e.__context__))
try:
    try:
        try: raise ValueError(1)
        except ValueError: raise TypeError(2)
    except TypeError as e: raise KeyError(3)
except KeyError as e:
    print(repr(e.__context__), repr(e.__context__.__context__))
try: raise KeyError("c") from 5
except TypeError as e: print(e)
e1 = ValueError("x")
e1.__cause__ = KeyError("y")
print(repr(e1.__cause__), e1.__suppress_context__)
#: program current exception is restored
import sys
def show(): return sys.exc_info()[0].__name__ if sys.exc_info()[0] else None
print(show())
try:
    raise ValueError
except ValueError:
    print(show())
    try:
        raise KeyError
    except KeyError:
        print(show())
    print(show())
print(show())
def f():
    try: raise ValueError("v")
    except ValueError:
        try:
            try: raise KeyError("k")
            finally: print(show())
        except KeyError: print(show())
        print(show())
        raise
try: f()
except ValueError as e: print("v", show())
for i in range(2):
    try: raise IndexError(i)
    except IndexError: continue
print(show())
def g():
    try: raise ValueError("in g")
    except ValueError: return 1
g(); print(show())
try: raise
except RuntimeError as e: print(e)
#: program matching by tuple, subclass and expression
class E1(Exception): pass
class E2(E1): pass
kinds = (E2, OSError)
for x in (E1(), E2(), OSError("o"), FileNotFoundError("f"), ArithmeticError()):
    try: raise x
    except kinds as e: print("kinds", type(e).__name__)
    except E1: print("E1")
    except Exception as e: print("other", type(e).__name__)
try: raise E1
except E1 as e: print(e.args)
try:
    try: raise E1
    except 5: pass
except TypeError as e: print(e)
try: raise 5
except TypeError as e: print(e)
try: raise int
except TypeError as e: print(e)
#: program exception attributes and args
try: {}["missing"]
except KeyError as e: print(e, e.args, e.args[0])
try: [][1]
except IndexError as e: print(e, e.args)
try: int("z")
except ValueError as e: print(e)
e = OSError(2, "No such", "f.txt")
print(e.errno, e.strerror, e.filename, str(e), type(e).__name__)
e = UnicodeDecodeError("utf-8", b"a", 0, 1, "bad")
print(e.reason, e.encoding)
s = SystemExit(3)
print(s.code, StopIteration(5).value, ImportError("m", name="mod").name)
e = ValueError("a", 1)
e.extra = 5
e.add_note("n1"); e.add_note("n2")
print(e.__notes__, e.extra, e.args, e, vars(e))
print(e.with_traceback(None) is e, isinstance(e, Exception), issubclass(KeyError, LookupError), BaseException.__subclasses__ is not None)
try: raise SystemExit("bye")
except SystemExit as e: print("exit", e.code)
try: raise KeyboardInterrupt
except BaseException as e: print(type(e).__name__)
x = ValueError("a")
print(ValueError("a") == ValueError("a"), x == x)
#: program with statement
class M:
    def __init__(self, n, swallow=False): self.n, self.s = n, swallow
    def __enter__(self): print("enter", self.n); return self.n
    def __exit__(self, t, v, tb):
        print("exit", self.n, t.__name__ if t else None, v)
        return self.s
with M(1) as a, M(2) as b:
    print(a, b)
with (M(3) as c, M(4)):
    print(c)
with M(5, True):
    raise ValueError("swallowed")
print("after")
try:
    with M(6), M(7, False): raise KeyError("k")
except KeyError as e: print("out", e)
with M(8, True), M(9): raise KeyError("z")
def f():
    with M(10): return "r"
print(f())
for i in range(2):
    with M(i):
        if i == 0: continue
        break
class Bad:
    def __enter__(self): raise ValueError("enter fails")
    def __exit__(self, *a): print("never")
try:
    with Bad(): pass
except ValueError as e: print(e)
class BadExit:
    def __enter__(self): pass
    def __exit__(self, *a): raise KeyError("exit fails")
try:
    with BadExit(): raise ValueError("body")
except KeyError as e: print(e, repr(e.__context__))
with M((1, 2)) as (x, y): print(x, y)
class O: pass
o = O()
with M("attr") as o.z: print(o.z)
def g():
    with M("gen"):
        yield 1
        yield 2
for v in g(): print(v)
#: program contextlib
from contextlib import contextmanager, suppress, ExitStack, closing, redirect_stdout, nullcontext, ContextDecorator
@contextmanager
def cm(n):
    print("in", n)
    try: yield n * 2
    except ValueError as e: print("swallow", e)
    finally: print("out", n)
with cm(1) as x: print(x)
with cm(2): raise ValueError("v")
try:
    with cm(3): raise KeyError("k")
except KeyError as e: print("KeyError", e)
with suppress(KeyError, IndexError):
    {}["a"]
    print("never")
with suppress(ZeroDivisionError): print(1 / 0)
print("next")
with ExitStack() as st:
    for i in range(3): st.enter_context(cm(i))
    st.callback(print, "callback")
    print("body")
with nullcontext(5) as n: print(n)
class C:
    def close(self): print("closed")
with closing(C()) as c: pass
@cm("deco")
def f(): return "f"
print(f(), f())
class D(ContextDecorator):
    def __enter__(self): print("D+"); return self
    def __exit__(self, *a): print("D-"); return True
@D()
def h(): raise ValueError
print(h())
#: program user defined swallowing manager
class Ignore:
    def __init__(self, *t): self.t = t
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        self.caught = v
        return t is not None and issubclass(t, self.t)
with Ignore(ZeroDivisionError) as ig:
    1 // 0
    print("never")
print(repr(ig.caught))
with Ignore(LookupError) as ig:
    [1, 2][5]
print(repr(ig.caught))
def run():
    with Ignore(TypeError):
        "a" + 1
    return "ok"
print(run())
try:
    with Ignore(TypeError): {}["k"]
except KeyError as e: print("KeyError", e)
#: program exception groups
eg = ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("n", [ValueError(3), KeyError(4)])])
print(repr(eg), str(eg), eg.message, len(eg.exceptions))
try: raise eg
except* ValueError as e: print("V", repr(e))
except* (TypeError, KeyError) as e: print("T", repr(e))
try:
    try: raise ExceptionGroup("x", [OSError("o"), ValueError("v")])
    except* OSError as e: print("os", e.exceptions)
except ExceptionGroup as e: print("rest", repr(e))
try: raise ValueError("plain")
except* ValueError as e: print(repr(e))
print(eg.split(ValueError), eg.subgroup(KeyError), eg.subgroup(IndexError))
print(eg.derive([ValueError(9)]))
def f():
    try: raise ExceptionGroup("a", [ValueError(1)])
    except* ValueError: raise KeyError("new")
try: f()
except KeyError as e: print("bare", repr(e))
except ExceptionGroup as e: print(repr(e))
#: program error in handlers and else
def f():
    try: pass
    except ValueError: pass
    else: raise ValueError("else")
    finally: print("fin")
try: f()
except ValueError as e: print(e)
def g():
    try: raise ValueError("1")
    except ValueError:
        try: raise KeyError("2")
        except ValueError: print("no")
        finally: print("fin2")
try: g()
except KeyError as e: print("key", e, repr(e.__context__))
def h():
    try:
        yield 1
        raise ValueError
    except ValueError: yield 2
    finally: yield 3
print(list(h()))
#: program exceptions across generator and map
def f(x):
    if x == 2: raise ValueError(x)
    return x
try: print(list(map(f, [1, 2, 3])))
except ValueError as e: print("map", e)
try: sorted([1, 2], key=f)
except ValueError as e: print("sorted", e)
def g():
    for i in range(3): yield f(i)
out = []
try:
    for x in g(): out.append(x)
except ValueError as e: print(out, e)
try: [f(x) for x in range(3)]
except ValueError as e: print("comp", e)
class A:
    def __init__(self, x): f(x)
try: A(2)
except ValueError as e: print("init", e)
try: max([1, 2, 3], key=f)
except ValueError as e: print("max", e)
class It:
    def __iter__(self): return self
    def __next__(self): raise KeyError("next")
try: list(It())
except KeyError as e: print("it", e)
#: program assertions and warnings
import warnings
warnings.warn("careful")
def check(x):
    assert isinstance(x, int), f"not int: {x!r}"
    assert x > 0
    return x
print(check(5))
try: check("a")
except AssertionError as e: print(e)
try: check(-1)
except AssertionError as e: print(repr(e), e.args)
#: program traceback module and exc info
import traceback, sys
try: 1 / 0
except ZeroDivisionError as e:
    t, v, tb = sys.exc_info()
    print(t is ZeroDivisionError, v is e, tb is not None)
print(sys.exc_info())
