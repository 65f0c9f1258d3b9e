import io
import threading
import queue
import types
import concurrent.futures as cf


#: streams in memory
s = io.StringIO()
s.write("hello\n")
s.write("world")
print(s.getvalue(), s.tell(), s.seek(0), s.readline(), s.read(), s.read())
b = io.BytesIO(b"ab\ncd")
print(b.read(1), b.readlines(), b.getvalue(), b.seek(0), list(b))
with io.StringIO("a\nb") as f:
    print([l.strip() for l in f])
s = io.StringIO("abcdef")
s.seek(2)
s.write("ZZ")
print(s.getvalue(), s.truncate(3), s.getvalue())

#: threads run
out = []
t = threading.Thread(target=lambda a, b=0: out.append((a, b)), args=(1,), kwargs={"b": 2}, daemon=True, name="T")
t.start()
t.join()
print(out, t.name, t.daemon, t.is_alive())
class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__()
        self.n = n
    def run(self):
        out.append(self.n)
ws = [Worker(i) for i in range(3)]
for w in ws:
    w.start()
for w in ws:
    w.join()
print(sorted(out[1:]))
lock = threading.Lock()
with lock:
    print(lock.locked())
print(lock.locked(), lock.acquire())
e = threading.Event()
e.set()
print(e.is_set(), e.wait(0))

#: queues
q = queue.Queue(maxsize=2)
q.put(1)
q.put(2)
print(q.qsize(), q.full(), q.get(), q.get(), q.empty())
try:
    q.get_nowait()
except queue.Empty:
    print("Empty")
l = queue.LifoQueue()
l.put(1)
l.put(2)
p = queue.PriorityQueue()
for v in (3, 1, 2):
    p.put(v)
print(l.get(), [p.get() for _ in range(3)])

#: futures
with cf.ThreadPoolExecutor(max_workers=2) as ex:
    fs = [ex.submit(pow, i, 2) for i in range(4)]
    print([f.result() for f in fs], list(ex.map(lambda a, b: a + b, [1, 2], [3, 4])), sorted(f.result() for f in cf.as_completed(fs)))
    bad = ex.submit(lambda: 1 / 0)
    print(type(bad.exception()).__name__, bad.done())
    try:
        bad.result()
    except ZeroDivisionError as e:
        print(e)
    done, rest = cf.wait(fs)
    print(len(done), len(rest))

#: simple namespaces
n = types.SimpleNamespace(a=1, b="x")
n.c = [n.a]
print(n, n == types.SimpleNamespace(a=1, b="x", c=[1]), vars(n), types.SimpleNamespace())
del n.a
print(hasattr(n, "a"))

#: kinds of objects
def f():
    pass
def g():
    yield
class C:
    def m(self):
        pass
print(isinstance(f, types.FunctionType), isinstance(f, types.LambdaType), isinstance(C().m, types.MethodType), isinstance(g(), types.GeneratorType), isinstance(len, types.BuiltinFunctionType), isinstance(None, types.NoneType))
K = types.new_class("K", (C,), {}, lambda ns: ns.update(x=1))
print(K.x, K.__name__, issubclass(K, C))
p = types.MappingProxyType({"a": 1})
print(p["a"], dict(p), len(p), "a" in p, list(p.items()))
try:
    p["b"] = 1
except TypeError as e:
    print("TypeError")

#: weak references
import weakref
class O:
    pass
o = O()
r = weakref.ref(o)
print(r() is o, weakref.proxy(o) is not None)
d = weakref.WeakValueDictionary()
d["k"] = o
print(d["k"] is o, len(d))
s = weakref.WeakSet([o])
print(o in s)

#: signatures
import inspect
def f(a, b=2, *args, c, d=4, **kw):
    pass
sig = inspect.signature(f)
print(sig, list(sig.parameters), sig.parameters["b"].default, sig.parameters["a"].default is inspect.Parameter.empty, [p.kind.name for p in sig.parameters.values()])
class C:
    def __init__(self, x, y=1):
        pass
    def m(self, z):
        pass
    def __call__(self, q):
        pass
print(inspect.signature(C), inspect.signature(C(1).m), inspect.signature(C(1)), inspect.getfullargspec(f).args, inspect.getfullargspec(f).defaults, inspect.getfullargspec(f).kwonlyargs, inspect.getfullargspec(C).args)
known = {k: v for k, v in {"x": 1, "zz": 2}.items() if k in inspect.signature(C).parameters}
print(known, inspect.isclass(C), inspect.isfunction(f), inspect.ismethod(C(1).m), inspect.isgenerator(1))

#: binding
import inspect
def f(a, b=2, *args, c=3, **kw):
    pass
s = inspect.signature(f)
b = s.bind(1, 5, 6, c=7, z=8)
print(b.arguments, b.args, b.kwargs)
b = s.bind(1)
b.apply_defaults()
print(b.arguments)
for bad in (lambda: s.bind(), lambda: s.bind(1, a=2), lambda: inspect.signature(lambda x: 0).bind(1, 2), lambda: inspect.signature(lambda x: 0).bind(1, y=2)):
    try:
        bad()
    except TypeError as e:
        print(e)

#: signatures of wrapped, partial and dataclass
import inspect
import functools
import dataclasses
@functools.wraps(print)
def w(*a, **k):
    pass
def base(x, y, z=1):
    pass
@functools.wraps(base)
def inner(*a, **k):
    pass
@dataclasses.dataclass
class D:
    p: int
    q: float = 0.5
print(list(inspect.signature(inner).parameters), str(inspect.signature(functools.partial(base, 1))), [(p.name, p.default is p.empty) for p in inspect.signature(D).parameters.values()], list(inspect.signature(D.__init__).parameters))

#: importing by name
import importlib
m = importlib.import_module("heapq")
j = importlib.import_module("json.decoder")
print(m.nlargest(1, [1, 2]), hasattr(j, "JSONDecodeError"), importlib.import_module("os.path").join("a", "b"))

#: csv of known lines
import csv
rows = list(csv.reader(["a,b", '1,"x,y"', ""]))
print(rows, list(csv.DictReader(["n,v", "a,1", "b"])), list(csv.reader(["a\tb"], delimiter="\t")), csv.DictReader(["x,y", "1,2"]).fieldnames)

#: configparser
import configparser
c = configparser.ConfigParser()
c.read_string("[DEFAULT]\nk = 1\n[net]\nlayers = 3\nlr: 0.1\n; note\nflag = yes\nlong = a\n  b\n")
print(c.sections(), c["net"]["layers"], c.getint("net", "layers"), c.getfloat("net", "lr"), c.getboolean("net", "flag"), c.get("net", "k"), c["net"].get("zz", "d"), c.has_option("net", "lr"), "net" in c, c["net"]["long"], c.get("net", "zz", fallback=9))
c["new"] = {"A": "x"}
c.set("new", "b", "2")
print(c["new"]["a"], c.items("new"), c.getint("new", "b"))
for bad in (lambda: c.get("no", "x"), lambda: c.get("net", "no"), lambda: c["no"]):
    try:
        bad()
    except (configparser.Error, KeyError) as e:
        print(type(e).__name__, str(e).split(":")[0])

#: toml
import tomllib
d = tomllib.loads('a = 1\n[net]\nlayers = [1, 2]\nname = "x"\n')
print(d, d["net"]["layers"][1])
try:
    tomllib.loads("a = ")
except tomllib.TOMLDecodeError as e:
    print("TOMLDecodeError", isinstance(e, ValueError))

#: warnings and friends pass over
import atexit
import gc
import signal
import traceback
import warnings
warnings.filterwarnings("ignore")
warnings.simplefilter("ignore")
print(warnings.warn("x"), gc.isenabled(), callable(traceback.print_exc), atexit.register(len) is len, int(signal.SIGINT), callable(signal.signal))
atexit.unregister(len)
with warnings.catch_warnings():
    warnings.simplefilter("error")
with warnings.catch_warnings(record=True) as w:
    print(isinstance(w, list))

#: context variables, keywords, errno
import contextvars
import errno
import keyword
v = contextvars.ContextVar("v", default=1)
t = v.set(2)
print(v.get(), keyword.iskeyword("for"), keyword.iskeyword("x"), errno.ENOENT)
v.reset(t)
print(v.get(), contextvars.ContextVar("w").get(5), v.name)

#: subprocess results
import subprocess
r = subprocess.CompletedProcess(["a"], 0, "out", "")
print(r.returncode, r.stdout, subprocess.PIPE, issubclass(subprocess.CalledProcessError, subprocess.SubprocessError))
e = subprocess.CalledProcessError(2, "cmd")
print(e.returncode, e.cmd)

#: multiprocessing pools
from multiprocessing.pool import ThreadPool
with ThreadPool(2) as p:
    print(p.map(abs, [-1, 2]), p.starmap(pow, [(2, 3)]), p.apply(max, (1, 2)), list(p.imap(abs, [-3])), p.apply_async(abs, (-4,)).get())

#: pprint and timeit
import pprint
import timeit
print(pprint.pformat([1, 2]), callable(timeit.timeit), timeit.repeat(lambda: None, number=1, repeat=2) != [])

#: asyncio runs coroutines
import asyncio
async def work(x):
    await asyncio.sleep(0)
    return x * 2
async def main():
    a = await work(1)
    b, c = await asyncio.gather(work(2), work(3))
    t = asyncio.create_task(work(4))
    return a, b, c, await t
print(asyncio.run(main()))
