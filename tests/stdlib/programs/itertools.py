import itertools
from itertools import *


#: count, cycle, repeat
print(list(islice(count(3), 4)), list(islice(count(1, 0.5), 3)), list(islice(cycle("ab"), 5)), list(repeat(7, 3)))
print(list(zip(count(), "abc")), list(islice(repeat("x"), 2)), list(cycle([])), list(map(pow, range(4), repeat(2))))

#: chain
print(list(chain("ab", [1, 2], ())), list(chain.from_iterable([[1], [2, 3]])), list(chain()))
print(list(itertools.chain(*[[1, 2], [3]])))

#: accumulate
import operator
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], operator.mul)), list(accumulate([1, 2], initial=10)), list(accumulate([])))
print(list(accumulate([3, 1, 4, 1, 5], max)), list(accumulate("abc")))

#: compress, dropwhile, takewhile, filterfalse
print(list(compress("abcd", [1, 0, True, False])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1, "", "a"])))

#: starmap, pairwise
print(list(starmap(pow, [(2, 3), (3, 2)])), list(pairwise("abcd")), list(pairwise("a")), list(pairwise("")))

#: islice forms
print(list(islice("abcdefg", 3)), list(islice("abcdefg", 2, 5)), list(islice("abcdefg", 1, None, 2)), list(islice("abc", 5, 9)), list(islice("abc", 0)))
try:
    print(list(islice("abc", -1)))
except ValueError as e:
    print(e)

#: islice takes no more than it needs
it = iter(range(10))
print(list(islice(it, 3)), next(it), list(islice(it, 2, 4)), next(it))

#: zip_longest
print(list(zip_longest("ab", "xyz")), list(zip_longest([1], [2, 3], fillvalue=0)), list(zip_longest()), list(zip_longest("a", "", "bc", fillvalue="-")))

#: tee
a, b = tee(iter([1, 2, 3]))
print(next(a), next(a), list(b), list(a))
x, y, z = tee("ab", 3)
print(list(x), list(y), list(z), tee([], 0))

#: groupby
print([(k, list(g)) for k, g in groupby("aaabbca")])
print([(k, list(g)) for k, g in groupby([1, 3, 2, 4, 5], key=lambda x: x % 2)])
print([k for k, g in groupby("aabbc")])
g = groupby("aab")
k, first = next(g)
k2, second = next(g)
print(k, k2, list(first), list(second))

#: groupby partially read
out = []
for k, g in groupby([1, 1, 1, 2, 2, 3]):
    out.append((k, next(g)))
print(out)

#: product
print(list(product("ab", [1, 2])), list(product([0, 1], repeat=2)), list(product()), list(product("ab", [])), len(list(product(range(3), repeat=3))))

#: permutations
print(list(permutations("abc")), list(permutations([1, 2, 3], 2)), list(permutations("a", 2)), list(permutations("ab", 0)))

#: combinations
print(list(combinations("abcd", 2)), list(combinations(range(4), 3)), list(combinations("ab", 3)), list(combinations("ab", 0)))
print(list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("ab", 0)))
try:
    combinations("a", -1)
except ValueError as e:
    print(e)

#: laziness
def noisy(n):
    for i in range(n):
        print("made", i)
        yield i
for x in takewhile(lambda v: v < 1, noisy(5)):
    print("got", x)
c = chain(noisy(1), noisy(1))
print(next(c))

#: iterators are their own iterators
for it in (count(), chain("a"), islice("abc", 2), product("ab"), groupby("a"), zip_longest("a"), accumulate([1]), tee("a")[0]):
    print(iter(it) is it)

#: a sliding window and a flattening
from collections import deque
def window(seq, n):
    it = iter(seq)
    w = deque(islice(it, n), maxlen=n)
    yield tuple(w)
    for x in it:
        w.append(x)
        yield tuple(w)
print(list(window(range(5), 3)), list(chain.from_iterable(repeat(x, 2) for x in range(3))))
grid = {"lr": [1, 2], "bs": [8, 16]}
print([dict(zip(grid, v)) for v in product(*grid.values())])
