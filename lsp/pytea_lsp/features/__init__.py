"""What the server can do, one file per feature; each has a ``register(server)``."""

from collections.abc import Callable

from pytea_lsp.features import (
    code_actions,
    code_lens,
    commands,
    definition,
    diagnostics,
    highlight,
    hover,
    inlay_hints,
    lifecycle,
    notebooks,
    refresh,
    status,
    synchronization,
    views,
    watching,
)
from pytea_lsp.server import PyteaServer

FEATURES: tuple[Callable[[PyteaServer], None], ...] = (
    lifecycle.register,
    synchronization.register,
    notebooks.register,
    watching.register,
    diagnostics.register,
    inlay_hints.register,
    hover.register,
    code_actions.register,
    code_lens.register,
    definition.register,
    highlight.register,
    commands.register,
    views.register,
    status.register,
    refresh.register,
)
