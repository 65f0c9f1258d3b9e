#: program package with relative imports
import pkg
from pkg import sub, a_name
from pkg.sub import deep as d
import pkg.sub.deep
from pkg.star import *
print(pkg.VALUE, sub.NAME, a_name, d.which(), pkg.sub.deep is d, public, "_hidden" in globals(), pkg.__name__, d.__name__)
print(pkg.lazy_thing)
try: pkg.nope
except AttributeError as e: print(e)
#: file pkg/__init__.py
print("init pkg")
from .values import VALUE
from . import sub
from .values import name as a_name
def __getattr__(n):
    if n.startswith("lazy"): return "made " + n
    raise AttributeError(f"module {__name__!r} has no attribute {n!r}")
#: file pkg/values.py
print("init values")
VALUE = 7
name = "n"
#: file pkg/sub/__init__.py
NAME = __name__
#: file pkg/sub/deep.py
from .. import values
from ..values import VALUE as V
from . import NAME
def which(): return values.VALUE + V, NAME
#: file pkg/star.py
__all__ = ["public"]
public, _hidden, other = 1, 2, 3
#: program cyclic imports
import first
print(first.get(), first.second.get())
#: file first.py
import second
X = 1
def get(): return X + second.Y
#: file second.py
import first
Y = 10
print("first has X", hasattr(first, "X"))
def get(): return first.X
#: program global state across modules
import state, user
state.counter += 1
user.bump()
print(state.counter, user.read(), state.items)
from state import counter
user.bump()
print(counter, state.counter)
if __name__ == "__main__": print("main")
#: file state.py
counter = 0
items = []
print("loaded once", __name__)
#: file user.py
import state
from state import items
def bump():
    state.counter += 10
    items.append(state.counter)
def read(): return state.counter
#: program failing imports
try: import does_not_exist_at_all
except ImportError as e: print(type(e).__name__, e)
try: from helper_mod import nothing
except ImportError as e: print("ImportError")
try:
    import broken_mod
except ValueError as e: print(e)
try:
    import fast_json as json
except ImportError:
    import json
print(json.dumps({"a": 1}))
#: file helper_mod.py
x = 1
#: file broken_mod.py
raise ValueError("broken")
#: program decorators registry across modules
from registry import REG, register
import plugins
@register("main")
def f(): return "m"
print(sorted(REG), REG["one"](), REG["main"]())
#: file registry.py
REG = {}
def register(name):
    def deco(f):
        REG[name] = f
        return f
    return deco
#: file plugins.py
from registry import register
@register("one")
def one(): return 1
