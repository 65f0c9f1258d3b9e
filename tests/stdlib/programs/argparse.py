import argparse


def show(parser, *lines):
    for line in lines:
        try:
            print(line, parser.parse_args(line.split()))
        except SystemExit as stop:
            print(line, "exit", stop.code)


#: defaults and types
p = argparse.ArgumentParser(description="Train")
p.add_argument("--batch-size", type=int, default=64, metavar="N", help="input batch size")
p.add_argument("--lr", type=float, default=1e-3)
p.add_argument("--arch", "-a", default="resnet18")
p.add_argument("--no-cuda", action="store_true", default=False)
show(p, "", "--batch-size 32 --lr 0.1", "-a vit", "-avit", "--arch=vit --no-cuda", "--batch-size=x", "--bogus")

#: string defaults go through the type
p = argparse.ArgumentParser()
p.add_argument("--n", type=int, default="7")
p.add_argument("--m", type=int, default=[1])
p.add_argument("--f", type=float, default="bad")
show(p, "--f 1")
p.add_argument("--g", type=lambda s: s.upper(), default="abc")
show(p, "--f 1", "--f 1 --g x", "")

#: prefixes are completed
p = argparse.ArgumentParser()
p.add_argument("--epochs", type=int)
p.add_argument("--eps", type=float)
p.add_argument("--log-interval", type=int)
show(p, "--epo 3", "--ep 3", "--log 4", "--log-int=5", "--e 1", "--epochs")

#: no abbreviations
p = argparse.ArgumentParser(allow_abbrev=False)
p.add_argument("--epochs", type=int)
p.add_argument("-v", "--verbose", action="count", default=0)
show(p, "--epo 3", "-vv", "-vvv --epochs 3", "--verbose -v")

#: nargs of options
p = argparse.ArgumentParser()
p.add_argument("--a", nargs="*")
p.add_argument("--b", nargs="+", type=int)
p.add_argument("--c", nargs="?", const="C", default="D")
p.add_argument("--d", nargs=2, type=float)
show(p, "", "--a", "--a 1 2 --b 3 4", "--b", "--c", "--c x", "--d 1 2", "--d 1", "--d 1 2 3", "--b x")

#: nargs of positionals
p = argparse.ArgumentParser()
p.add_argument("src")
p.add_argument("more", nargs="*")
p.add_argument("--flag", action="store_true")
show(p, "a", "a b c", "a --flag", "--flag a b", "a b --flag c", "a --flag b c")

#: optional positional
p = argparse.ArgumentParser()
p.add_argument("mode", choices=["train", "test"])
p.add_argument("path", nargs="?", default="data")
p.add_argument("-k", type=int)
show(p, "train", "test x", "run", "train -k 3", "train x -k 3", "-k 3 train x", "train -k 3 x")

#: several positionals share the arguments
p = argparse.ArgumentParser()
p.add_argument("a")
p.add_argument("b", nargs="+")
p.add_argument("c")
show(p, "1 2 3", "1 2 3 4 5", "1 2 -- 3 4")

#: remainder
p = argparse.ArgumentParser()
p.add_argument("--x", type=int, default=0)
p.add_argument("cmd")
p.add_argument("rest", nargs=argparse.REMAINDER)
show(p, "run a b --x 3", "--x 2 run --y --z 1", "run", "run -- a -b")

#: negative numbers
p = argparse.ArgumentParser()
p.add_argument("--x", type=float)
p.add_argument("n", nargs="*", type=int)
show(p, "--x -1.5", "--x -1 -2 -3", "-4", "-x", "--x -.5", "--x=-1e-3", "--x -1e-3")

#: options that look like negative numbers
p = argparse.ArgumentParser()
p.add_argument("-1", dest="one", action="store_true")
p.add_argument("n", nargs="?")
show(p, "-1", "-2", "-1 5")

#: single dash clusters
p = argparse.ArgumentParser()
p.add_argument("-x", action="store_true")
p.add_argument("-y", action="store_true")
p.add_argument("-z")
show(p, "-xy", "-xyz1", "-xz 1", "-zxy", "-x -z=3", "-z=", "-xq", "-x=1")

#: choices
p = argparse.ArgumentParser()
p.add_argument("--opt", choices=("sgd", "adam"), default="sgd")
p.add_argument("--depth", type=int, choices=[18, 34, 50], default=18)
p.add_argument("--r", type=int, choices=range(3))
show(p, "--opt adam", "--opt rms", "--depth 34", "--depth 35", "--depth x", "--r 2", "--r 3")

#: constants and appending
p = argparse.ArgumentParser()
p.add_argument("--v", action="store_const", const=42)
p.add_argument("--t", action="append")
p.add_argument("--i", action="append", type=int, default=[1])
p.add_argument("--l", action="append", nargs=2)
p.add_argument("--k", dest="t", action="append_const", const="K")
p.add_argument("--e", action="extend", nargs="+", type=int)
show(p, "", "--v", "--t a --t b --k", "--i 2 --i 3", "--l 1 2 --l 3 4", "--e 1 2 --e 3")
print(p.parse_args([]).i)

#: boolean optional
p = argparse.ArgumentParser()
p.add_argument("--amp", action=argparse.BooleanOptionalAction, default=True)
p.add_argument("--ema", action=argparse.BooleanOptionalAction)
show(p, "", "--no-amp", "--amp --no-ema", "--ema", "--no-e")

#: store_false and dest
p = argparse.ArgumentParser()
p.add_argument("--no-bias", dest="bias", action="store_false")
p.add_argument("-w", "--weight-decay", "--wd", type=float, default=0.0)
show(p, "", "--no-bias", "--wd 0.1", "-w 1", "-w0.5")

#: help and version leave
p = argparse.ArgumentParser()
p.add_argument("--version", action="version", version="1.0")
show(p, "", "-h", "--help", "--version")
p = argparse.ArgumentParser(add_help=False)
p.add_argument("-h", type=int)
show(p, "-h 3")

#: groups
p = argparse.ArgumentParser()
g = p.add_argument_group("optim", "settings")
g.add_argument("--lr", type=float, default=0.1)
h = p.add_argument_group("data")
h.add_argument("root")
show(p, "x", "x --lr 1", "--lr 2 y")

#: mutually exclusive
p = argparse.ArgumentParser()
g = p.add_mutually_exclusive_group()
g.add_argument("--cpu", action="store_true")
g.add_argument("--gpu", type=int)
show(p, "", "--cpu", "--gpu 1", "--cpu --gpu 1", "--gpu 1 --cpu")

#: required mutually exclusive
p = argparse.ArgumentParser()
g = p.add_mutually_exclusive_group(required=True)
g.add_argument("--a", action="store_true")
g.add_argument("--b")
show(p, "--a", "--b 1", "--b 1 --a")

#: parents
base = argparse.ArgumentParser(add_help=False)
base.add_argument("--seed", type=int, default=1)
g = base.add_argument_group("io")
g.add_argument("--out", default="o")
m = base.add_mutually_exclusive_group()
m.add_argument("--x", action="store_true")
m.add_argument("--y", action="store_true")
base.set_defaults(kind="base")
p = argparse.ArgumentParser(parents=[base])
p.add_argument("--more", action="store_true")
show(p, "", "--seed 3 --out z --more", "--x --y")

#: subparsers
p = argparse.ArgumentParser(prog="tool")
p.add_argument("--verbose", action="store_true")
sub = p.add_subparsers(dest="command", required=True)
t = sub.add_parser("train", help="train it", aliases=["t"])
t.add_argument("--lr", type=float, default=0.1)
t.add_argument("data")
t.set_defaults(func="run_train")
e = sub.add_parser("eval")
e.add_argument("--ckpt", default="x")
e.set_defaults(func="run_eval")
show(p, "train d", "--verbose train d --lr 2", "eval --ckpt y", "t d", "bogus", "eval --lr 2", "eval --verbose")

#: subparsers that are optional
p = argparse.ArgumentParser()
sub = p.add_subparsers(dest="command")
t = sub.add_parser("train")
t.add_argument("n", nargs="?", type=int, default=3)
print(p.parse_args(["train"]), p.parse_args(["train", "5"]))
print(p.parse_known_args(["train", "5", "--zzz", "1"]))

#: set_defaults and get_default
p = argparse.ArgumentParser()
p.add_argument("--a", default=1)
p.set_defaults(a=2, b=3)
p.add_argument("--b", default=9)
p.add_argument("--c")
print(p.get_default("a"), p.get_default("b"), p.get_default("c"))
show(p, "", "--a x --b y")

#: parse_known_args
p = argparse.ArgumentParser()
p.add_argument("--a", type=int, default=1)
p.add_argument("x", nargs="?")
for line in ("", "--a 2 --b 3", "y --z", "--q=1 y z w", "-- --a", "--a 3 -- --b"):
    print(p.parse_known_args(line.split()))

#: a namespace of one's own
class C:
    pass
c = C()
c.a = 5
p = argparse.ArgumentParser()
p.add_argument("--a", type=int, default=1)
p.add_argument("--b", type=int, default=2)
r = p.parse_args(["--b", "7"], namespace=c)
print(r is c, vars(c))
p.parse_args(["--a", "8"], c)
print(vars(c))
n = argparse.Namespace(a=1, z="q")
print(p.parse_args([], n))

#: namespace operations
n = argparse.Namespace(a=1, b="x")
print(n, n == argparse.Namespace(a=1, b="x"), n == 3, n != argparse.Namespace(a=2), "a" in n, "c" in n)
print(vars(n), n.__dict__, sorted(vars(n).items()))
setattr(n, "not valid", 3)
print(n)
n.c = [1]
del n.a
print(n, hasattr(n, "a"), getattr(n, "zz", 0))
for k, v in vars(n).items():
    print(k, v)

#: custom actions
class Pairs(argparse.Action):
    def __init__(self, option_strings, dest, nargs=None, **kwargs):
        super().__init__(option_strings, dest, nargs="+", **kwargs)
    def __call__(self, parser, namespace, values, option_string=None):
        d = dict(v.split("=") for v in values)
        setattr(namespace, self.dest, d)
        setattr(namespace, "seen", option_string)
p = argparse.ArgumentParser()
p.add_argument("--set", action=Pairs, default={})
show(p, "", "--set a=1 b=2", "--set")

#: custom types
def positive(s):
    v = int(s)
    if v <= 0:
        raise argparse.ArgumentTypeError(f"{s} is not positive")
    return v
def str2bool(v):
    if isinstance(v, bool):
        return v
    if v.lower() in ("yes", "true", "1"):
        return True
    if v.lower() in ("no", "false", "0"):
        return False
    raise argparse.ArgumentTypeError("Boolean value expected.")
p = argparse.ArgumentParser()
p.add_argument("--n", type=positive, default=1)
p.add_argument("--b", type=str2bool, nargs="?", const=True, default=False)
p.add_argument("--dims", type=lambda s: [int(x) for x in s.split(",")], default="1,2")
p.add_argument("--pair", type=eval, default=None)
show(p, "", "--n 3 --b", "--n -3", "--n 0", "--b no", "--b maybe", "--dims 3,4,5", "--dims x", "--pair (1,2)")

#: type bool is what it is
p = argparse.ArgumentParser()
p.add_argument("--b", type=bool, default=False)
show(p, "", "--b False", "--b 1")

#: fixed dest and empty strings
p = argparse.ArgumentParser()
p.add_argument("--a", dest="the_a", default="")
p.add_argument("--b-c-d")
print(p.parse_args(["--a", ""]), p.parse_args(["--a=", "--b-c-d", "x y"]), p.parse_args(["--a", "-"]))

#: arguments with blanks
p = argparse.ArgumentParser()
p.add_argument("--a")
p.add_argument("x", nargs="?")
print(p.parse_args(["--a", "b c"]), p.parse_args(["-not an option"]))

#: SUPPRESS
p = argparse.ArgumentParser(argument_default=argparse.SUPPRESS)
p.add_argument("--a", type=int)
p.add_argument("--b", default=3)
p.add_argument("--c", action="store_true", default=argparse.SUPPRESS)
show(p, "", "--a 1", "--c")

#: conflicts
p = argparse.ArgumentParser()
p.add_argument("--a")
try:
    p.add_argument("--a")
except argparse.ArgumentError as error:
    print(error)
q = argparse.ArgumentParser(conflict_handler="resolve")
q.add_argument("--a", "-a", default=1)
q.add_argument("--a", default=2, dest="other")
show(q, "--a 3", "-a 4")

#: prefix characters
p = argparse.ArgumentParser(prefix_chars="+-")
p.add_argument("+f", dest="f")
p.add_argument("++bar")
p.add_argument("-b", action="store_true")
show(p, "+f 1 ++bar 2 -b", "++ba 3")

#: exit_on_error
p = argparse.ArgumentParser(exit_on_error=False)
p.add_argument("--n", type=int)
try:
    p.parse_args(["--n", "x"])
except argparse.ArgumentError as error:
    print("caught", error, error.argument_name, error.message)

#: metavar and messages
p = argparse.ArgumentParser(exit_on_error=False)
p.add_argument("pos", metavar="POS", type=int)
p.add_argument("--c", choices=["a", "b"])
p.add_argument("--n", nargs=3)
p.add_argument("--q", "-q", action="store_true")
for line in ("x", "1 --c z", "1 --n 1", "1 --q=3"):
    try:
        print(p.parse_known_args(line.split()))
    except argparse.ArgumentError as error:
        print(error)

#: what add_argument returns
p = argparse.ArgumentParser(prog="x")
a = p.add_argument("--lr-decay", "-d", type=float, default=0.5, help="h")
print(a.dest, a.option_strings, a.default, a.type, a.required, a.help, a.nargs, a.const)
b = p.add_argument("pos", nargs="*")
print(b.dest, b.option_strings, b.required, p.prog)

#: wrong declarations
p = argparse.ArgumentParser()
for build in (
    lambda: p.add_argument("--a", nargs=0),
    lambda: p.add_argument("x", required=True),
    lambda: p.add_argument("--b", action="bogus"),
    lambda: p.add_argument("--c", type="int"),
    lambda: p.add_argument("--d", action="store_true", type=bool),
    lambda: p.add_argument("--e", const=1),
    lambda: p.add_argument("-f", "x"),
    lambda: p.add_argument("y", dest="z"),
    lambda: p.add_mutually_exclusive_group().add_argument("--q", required=True),
):
    try:
        build()
        print("fine")
    except (ValueError, TypeError) as error:
        print(type(error).__name__, str(error).split("(")[0].replace("_StoreTrueAction.", ""))

#: double dash
p = argparse.ArgumentParser()
p.add_argument("a", nargs="*")
p.add_argument("--b", action="store_true")
show(p, "-- --b", "x -- --b -c", "--b -- --b", "--")

#: intermixed
p = argparse.ArgumentParser()
p.add_argument("--foo")
p.add_argument("cmd")
p.add_argument("rest", nargs="*", type=int)
print(p.parse_intermixed_args("doit 1 --foo bar 2 3".split()))
print(p.parse_known_args("doit 1 --foo bar 2 3".split()))

#: nested subcommands
p = argparse.ArgumentParser()
s = p.add_subparsers(dest="c1")
a = s.add_parser("a")
t = a.add_subparsers(dest="c2")
b = t.add_parser("b")
b.add_argument("--k", type=int, default=4)
c = t.add_parser("c")
c.add_argument("pos", nargs="+")
show(p, "a b", "a b --k 3", "a c x y", "a z")

#: subclass with convert
class Parser(argparse.ArgumentParser):
    def error(self, message):
        raise RuntimeError(message)
p = Parser()
p.add_argument("--n", type=int)
s = p.add_subparsers(dest="cmd")
q = s.add_parser("go")
q.add_argument("--speed", type=float, default=1)
print(type(q).__name__, p.parse_args(["--n", "1", "go", "--speed", "3"]))
for line in ("--n x", "--m 1", "go --speed", "stop"):
    try:
        p.parse_args(line.split())
    except RuntimeError as error:
        print(error)

#: many shapes of positional arguments
import itertools
forms = [None, "?", "*", "+", 2, argparse.REMAINDER]
lines = ["", "a", "a b", "a b c", "a -- b", "-- a b", "-x a b", "a -x b", "a b -x -- c d", "a b c d -x"]
for x, y in itertools.product(forms, forms):
    p = argparse.ArgumentParser(exit_on_error=False)
    p.add_argument("-x", action="store_true")
    p.add_argument("p", nargs=x)
    p.add_argument("q", nargs=y)
    for line in lines:
        words = [w for w in line.split() if w not in ("-x", "--")]
        if len(words) < {None: 1, "+": 1, 2: 2}.get(x, 0) + {None: 1, "+": 1, 2: 2}.get(y, 0) or (2 in (x, y) and " -x" in line):
            continue
        try:
            print(x, y, line, p.parse_known_args(line.split()))
        except (argparse.ArgumentError, SystemExit) as e:
            print(x, y, line, type(e).__name__)
