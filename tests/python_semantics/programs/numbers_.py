#: program integer arithmetic
print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, divmod(-7, 2), divmod(7, -2), 2 ** 100, -2 ** 3, 2 ** -2, 10 ** 20, 1 << 70, -5 >> 1, 5 & 3, 5 | 3, 5 ^ 3, ~5, 0x10 + 0b11, 1_000_000, int("ff", 16), int("-0b11", 0), int("  12  "), int(3.99), int(-3.99), int(True), True + True, True * 3, -True, +False, ~True, True & False, True | 2)
print((2 ** 200) % 1000007, pow(3, 100, 7), pow(2, -1, 7), (10 ** 50) // 3, -(10 ** 30) % 7, 2 ** 64 - 1, hex(2 ** 70), (123456789 ** 5), len(str(3 ** 500)), 5 .bit_length(), (255).bit_count(), (6).as_integer_ratio(), 100 == 100.0, 2 ** 53 == 2.0 ** 53 + 1, 10 ** 400 > 1e300)
import math
print(math.gcd(12, 18), math.lcm(4, 6), math.factorial(20), math.comb(5, 2), math.perm(5, 2), math.isqrt(17), math.floor(-1.5), math.ceil(-1.5), math.trunc(-1.5), math.sqrt(2), math.pi, math.e, math.inf, math.log(8, 2), math.log2(8), math.log10(1000), math.exp(1), math.hypot(3, 4), math.sin(0), math.atan2(1, 1), math.degrees(math.pi), math.copysign(1, -0.0), math.isnan(math.nan), math.isinf(-math.inf), math.isclose(0.1 + 0.2, 0.3), math.fmod(-7, 3), math.modf(1.5), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.dist([0, 0], [3, 4]), math.tau, math.cbrt(27) if hasattr(math, "cbrt") else 3.0)
#: program floats and rounding
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234, -2), round(1.5), round(0.5), round(1.25, 1), round(5, 2), round(1e20), round(-0.4), 0.1 + 0.2, 1 / 3, 2 / 1, 7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, divmod(7.5, 2), 1e308 * 10, -1e308 * 10, 3.0 == 3, 3.0 is 3, float("1e3"), float(" -1.5 "), float("inf") > 1, float("nan") == float("nan"), 2.0 ** 0.5, 4 ** 0.5, (-8) ** (1 / 3), 1.5.is_integer(), 2.0.is_integer(), (0.5).as_integer_ratio(), (3.7).__int__(), 1e16 + 1, 5.0 // 0.1, 0.1 * 3, int(1e18), 1.0.hex(), abs(-1.5), -(-1.5), min(1, 1.0), max(1.0, 1), sum([0.1] * 3), sum([1, 2.5]), sum([[1], [2]], []))
for f in (lambda: 1.0 // 0, lambda: 1 % 0.0, lambda: 2.0 ** 10000, lambda: math.sqrt(-1), lambda: int(float("inf")), lambda: int(float("nan")), lambda: round(float("nan")), lambda: math.log(0), lambda: 10.0 ** 400, lambda: float(10 ** 400), lambda: 0.0 ** -1, lambda: math.factorial(-1), lambda: 1 << -1, lambda: "a" ** 2, lambda: math.floor("a"), lambda: (1).foo):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import math
#: program comparisons of mixed types
print(1 == 1.0, 1 == "1", None == 0, [] == (), (1, 2) == [1, 2], [1, 2] < [1, 3], (1, 2) < (1, 2, 3), [] < [1], "a" < "b", True == 1, True is True, None is None, [1] == [1.0], {1: 2} == {1.0: 2.0}, {1, 2} < {1, 2, 3}, {1} <= {1}, {1} == frozenset({1}), 1 != 2, not 1 == 2, 1 < 2 < 3 < 4, 3 > 2 < 4, 0 == 0 != 1, float("nan") != float("nan"), range(3) == range(0, 3), range(0) == range(2, 1), (1, "a") < (1, "b"), [[1], 2] == [[1], 2], "" == b"", 1j == 1j, ... == ..., int == int, int != str)
for f in (lambda: 1 < "a", lambda: [] < (), lambda: None < 1, lambda: {} < {}, lambda: 1j < 2j, lambda: [1] < ["a"], lambda: (1,) > ("a",), lambda: object() < 1, lambda: {1} < [1], lambda: max(1, "a"), lambda: sorted([None, 1])):
    try: print(f())
    except TypeError as e: print(e)
#: program fractions and decimal
from fractions import Fraction
print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.25"), Fraction(6, 4), Fraction(1, 2) * 3, float(Fraction(1, 4)), Fraction(3, 2) > 1, Fraction(0.5), -Fraction(1, 2), Fraction(7, 2) // 1, Fraction(1, 2) ** 2, Fraction(5).numerator)
#: program statistics and random with seed free parts
import statistics
print(statistics.mean([1, 2, 3]), statistics.median([3, 1, 2, 4]), statistics.mode([1, 1, 2]), statistics.pstdev([1, 2, 3, 4]), statistics.variance([1, 2, 3]))
import random
random.seed(1)
x = random.random()
l = list(range(5))
random.shuffle(l)
print(isinstance(x, float), len(l), len(random.sample(range(10), 3)))
#: program bit tricks
def popcount(n):
    c = 0
    while n:
        n &= n - 1
        c += 1
    return c
print([popcount(i) for i in range(16)], [i ^ (i >> 1) for i in range(8)], bin(10)[2:].zfill(8), int("1010", 2), format(10, "08b"), [1 << i for i in range(5)], 0xDEADBEEF >> 16 & 0xFF, (-1) % 256, -1 & 0xFF)
def gcd(a, b):
    while b: a, b = b, a % b
    return a
def primes(n):
    s = [True] * (n + 1)
    for i in range(2, int(n ** 0.5) + 1):
        if s[i]:
            for j in range(i * i, n + 1, i): s[j] = False
    return [i for i in range(2, n + 1) if s[i]]
print(gcd(48, 18), primes(50))
def collatz(n):
    steps = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
    return steps
print(collatz(27))
def isprime(n): return n > 1 and all(n % i for i in range(2, int(n ** .5) + 1))
print([n for n in range(30) if isprime(n)], sum(int(d) for d in str(2 ** 100)))
