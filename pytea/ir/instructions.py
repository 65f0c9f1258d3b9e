"""The instruction set: small steps in A-normal form over numbered registers.

Every operand is the number of a register of the running frame; every intermediate value has a
register of its own, so a call, an attribute access or an operator is one instruction with one span.
Named locals are registers too. Jump targets are indices into ``Code.instructions``; only back edges
of loops go to a smaller index. What an instruction *does* to values is the business of ``machine``.

Fields hold plain data only (int, str, bool, None, tuples of these, constants, nested ``Code``), so
that a lowered module can be written to the cache without knowing the classes.
"""

from __future__ import annotations

from pytea.ir.control import (
    Assert,
    AsyncIter,
    Await,
    Branch,
    CallExit,
    EnterHandler,
    ForNext,
    Iter,
    Jump,
    LeaveHandler,
    LoadSpecial,
    LoopHead,
    MatchClass,
    MatchException,
    MatchKeys,
    MatchMapping,
    MatchSequence,
    MergeGroup,
    PopHandler,
    PushHandler,
    Raise,
    RaiseCurrent,
    Reraise,
    Return,
    SplitGroup,
    Yield,
    YieldFrom,
)
from pytea.ir.data import (
    Binary,
    BuildDict,
    BuildList,
    BuildSet,
    BuildSlice,
    BuildString,
    BuildTuple,
    CheckBound,
    Compare,
    Const,
    Constant,
    DelAttr,
    DeleteCell,
    DeleteGlobal,
    DeleteName,
    DelItem,
    DictSet,
    FormatValue,
    GetAttr,
    GetItem,
    InplaceBinary,
    ListAppend,
    LoadCell,
    LoadGlobal,
    LoadName,
    MakeCell,
    Move,
    Not,
    Observe,
    SetAdd,
    SetAttr,
    SetItem,
    StoreCell,
    StoreGlobal,
    StoreName,
    Unary,
    Unbind,
    Unpack,
)
from pytea.ir.definitions import (
    Annotate,
    Call,
    Import,
    ImportFrom,
    ImportStar,
    MakeClass,
    MakeFunction,
    SuperCall,
    TypeParameter,
    Unsupported,
)
from pytea.ir.instruction import Instruction

__all__ = [
    "Annotate", "Assert", "AsyncIter", "Await", "Binary", "Branch", "BuildDict", "BuildList",
    "BuildSet", "BuildSlice", "BuildString", "BuildTuple", "Call", "CallExit", "CheckBound",
    "Compare", "Const", "Constant", "DelAttr", "DelItem", "DeleteCell", "DeleteGlobal",
    "DeleteName", "DictSet", "EnterHandler", "ForNext", "FormatValue", "GetAttr", "GetItem",
    "Import", "ImportFrom", "ImportStar", "InplaceBinary", "Instruction", "Iter", "Jump",
    "LeaveHandler", "ListAppend", "LoadCell", "LoadGlobal", "LoadName", "LoadSpecial", "LoopHead",
    "MakeCell", "MakeClass", "MakeFunction", "MatchClass", "MatchException", "MatchKeys",
    "MatchMapping", "MatchSequence", "MergeGroup", "Move", "Not", "Observe", "PopHandler", "PushHandler",
    "Raise", "RaiseCurrent", "Reraise", "Return", "SetAdd", "SetAttr", "SetItem", "SplitGroup",
    "StoreCell", "StoreGlobal", "StoreName", "SuperCall", "TypeParameter", "Unary", "Unbind",
    "Unpack", "Unsupported", "Yield", "YieldFrom",
]  # fmt: skip
