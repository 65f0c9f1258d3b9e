import json


#: dumps
for v in ({"a": 1, "b": [1, 2.5, None, True]}, [], "é\n", {"n": {"x": ()}}, 3, {1: 2, None: 3, True: 4}, (1, 2), float("inf")):
    print(json.dumps(v))

#: options
v = {"b": 1, "a": [1, {"c": None}]}
print(json.dumps(v, indent=2), json.dumps(v, sort_keys=True), json.dumps(v, separators=(",", ":")), json.dumps("é", ensure_ascii=False), json.dumps(v, indent="\t"))

#: loads
for t in ('{"a": [1, 2.0, null, true]}', "[]", '"x"', "3", "-1.5e3", '{"a": {"b": {}}}', '"\\u00e9"', b"[1]"):
    print(json.loads(t), type(json.loads(t)).__name__)
d = json.loads('{"lr": 0.1, "layers": [64, 128], "name": "net"}')
print(d["lr"], d["layers"][1], list(d), d.get("zz", 7))

#: errors
for t in ("{", "", "[1,]", "{'a': 1}", "nul"):
    try:
        json.loads(t)
    except json.JSONDecodeError as e:
        print(type(e).__name__, str(e), isinstance(e, ValueError))
try:
    json.dumps({1, 2})
except TypeError as e:
    print(e)
try:
    json.loads(3)
except TypeError as e:
    print(str(e)[:40])

#: hooks
from types import SimpleNamespace
o = json.loads('{"a": {"b": 1}, "l": [{"c": 2}]}', object_hook=lambda d: SimpleNamespace(**d))
print(o.a.b, o.l[0].c)
print(json.loads('{"a": 1, "b": {"c": 2}}', object_pairs_hook=list))

#: round trips
from collections import OrderedDict
cfg = OrderedDict(a=1, b=OrderedDict(c=[1, 2]))
print(json.loads(json.dumps(cfg)), json.dumps(cfg), json.JSONEncoder(indent=1).encode([1]), json.JSONDecoder().decode("[2]"))
