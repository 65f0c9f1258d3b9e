"""Frames of bytes between the server and the worker that it started itself."""

from __future__ import annotations

import asyncio
import pickle
import struct
from typing import BinaryIO, cast

from pytea_lsp.messages import Answer, Request

_HEADER = struct.Struct("<I")


def pack(message: Request | Answer) -> bytes:
    """Returns a message with its length before it."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    return _HEADER.pack(len(data)) + data


def receive(stream: BinaryIO) -> Request | None:
    """Returns the next request, or None at the end of the stream."""
    header = stream.read(_HEADER.size)
    if len(header) < _HEADER.size:
        return None
    data = stream.read(_HEADER.unpack(header)[0])
    return cast(Request, pickle.loads(data))


async def receive_answer(stream: asyncio.StreamReader) -> Answer:
    """Returns the next answer; raises IncompleteReadError when the worker is gone."""
    header = await stream.readexactly(_HEADER.size)
    data = await stream.readexactly(_HEADER.unpack(header)[0])
    return cast(Answer, pickle.loads(data))
