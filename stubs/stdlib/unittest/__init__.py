"""unittest: cases are plain objects; what must be raised is caught, comparisons are not made."""

from _pytea import unknown


def _nothing(*args, **kwargs):
    pass


class SkipTest(Exception):
    pass


class _AssertRaisesContext:
    def __init__(self, expected):
        self.expected = expected
        self.exception = None

    def __enter__(self):
        return self

    def __exit__(self, type, value, traceback):
        if value is None or not isinstance(value, self.expected):
            return False
        self.exception = value
        return True


class _SubTest:
    def __enter__(self):
        pass

    def __exit__(self, *args):
        pass


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = None

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def assertRaises(self, expected_exception, *args, **kwargs):
        if not args:
            return _AssertRaisesContext(expected_exception)
        try:
            args[0](*args[1:], **kwargs)
        except expected_exception:
            pass

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return self.assertRaises(expected_exception, *args, **kwargs)

    def assertTrue(self, expr, msg=None):
        assert expr

    def assertFalse(self, expr, msg=None):
        assert not expr

    def assertIsNotNone(self, obj, msg=None):
        assert obj is not None

    def subTest(self, msg=None, **params):
        return _SubTest()

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise AssertionError(msg)

    def id(self):
        return self._testMethodName

    def __getattr__(self, name):
        if name.startswith(("assert", "add", "enter", "do", "run", "debug")):
            return _nothing
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")


class IsolatedAsyncioTestCase(TestCase):
    pass


def skip(reason):
    return lambda function: function


def skipIf(condition, reason):
    return lambda function: function


skipUnless = skipIf


def expectedFailure(test_item):
    return test_item


main = _nothing


def __getattr__(name):
    return unknown(f"unittest.{name}")
