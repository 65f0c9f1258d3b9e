"""fire.core."""


class FireError(Exception):
    pass


class FireExit(SystemExit):
    pass
