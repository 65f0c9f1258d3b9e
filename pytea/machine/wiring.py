"""Binds the functions of the machine's modules to the names by which lower layers call them."""

from __future__ import annotations

from pytea.machine import (
    attributes,
    comparison,
    exceptions,
    exec_calls,
    exec_control,
    exec_define,
    exec_displays,
    exec_names,
    exec_operators,
    exec_patterns,
    format,
    gathering,
    imports,
    item_writes,
    items,
    iteration,
    keys,
    lookup,
    loops,
    module_names,
    native_calls,
    objects,
    observing,
    one_of_several,
    operators,
    reveal,
    stub_runner,
    tensor_objects,
    truth,
    types,
)
from pytea.machine.builtins import (
    attribute_functions,
    backward,
    call_sites,
    callables,
    constructors,
    containers,
    copying,
    dataclass_init,
    dicts,
    dunders,
    evaluating,
    failures,
    function_parts,
    functions,
    importing,
    intrinsics,
    iterating,
    module_trees,
    modules,
    numeric,
    rounds,
    samples,
    sets,
    summarized,
    surroundings,
    texts,
    torch_settings,
    torch_values,
)
from pytea.machine.builtins import objects as builtin_objects
from pytea.machine.builtins import running as running_functions
from pytea.machine.classes import new_class
from pytea.machine.machine import Machine
from pytea.machine.semantics import Semantics
from pytea.machine.tables import METHODS
from pytea.state.frame import Continuation
from pytea.symbolic import leaf_values
from pytea.values.objects import EXHAUSTED, BoundMethod, Value

#: Modules that are imported for what they register.
REGISTERING = (
    call_sites, callables, copying, rounds, samples, sets,
    iterating, numeric, evaluating, running_functions,
    exec_calls, exec_control, exec_define, exec_displays, exec_names, exec_operators, exec_patterns, observing,
    constructors, containers, dataclass_init, dicts, dunders, failures, function_parts, functions, importing, intrinsics, module_trees, modules,
    texts, backward, torch_settings, torch_values, surroundings, builtin_objects,
)  # fmt: skip


def finish(m: Machine, continuation: Continuation, value: Value) -> None:
    """Delivers the end of a class body or of a module body."""
    frame = m.state.top()
    if continuation.kind == "class":
        frame.answers = (*frame.answers, value)
    frame.pc -= 1


def method(type_name: str, name: str) -> Value:
    """Returns a native method by type and name."""
    return METHODS[type_name][name]


Semantics.bind(
    truth=truth.truth,
    is_native=native_calls.is_native,
    call_native=native_calls.call_native,
    make_exception=exceptions.make_exception,
    throw=exceptions.throw,
    raise_host=exceptions.raise_host,
    module_attr=module_names.module_attr,
    import_module=imports.import_module,
    opaque_attr=summarized.opaque_attr,
    instance_dict=objects.instance_dict,
    is_module_class=objects.is_module_class,
    registered=objects.registered,
    tensor_class=tensor_objects.tensor_class,
    tensor_method=tensor_objects.tensor_method,
    set_special=objects.set_special,
    set_tensor_attr=tensor_objects.set_tensor_attr,
    run_operator=stub_runner.run_operator,
    unknown_call=objects.unknown_call,
    loosen_originals=one_of_several.loosen_originals,
    finish=finish,
    take_generic=loops.take_generic,
    get_item=items.get_item,
    binary=operators.binary,
    set_item=item_writes.set_item,
    del_item=item_writes.del_item,
    select=items.select,
    at_least=objects.at_least,
    is_open_instance=objects.is_open_instance,
    percent_format=format.percent_format,
    format_value=format.format_value,
    text_of=format.text_of,
    repr_of=format.repr_of,
    is_list=objects.is_list,
    extend_list=summarized.extend_list,
    change_summary=summarized.add_in_place,
    opaque_truth=summarized.opaque_truth,
    method=method,
    type_of=types.type_of,
    type_name=types.type_name,
    find_in_class=lookup.find_in_class,
    get_attr=attributes.get_attr,
    iterate=gathering.iterate,
    iterator_of=iteration.iterator_of,
    next_item=iteration.next_item,
    native_length=iteration.native_length,
    length=objects.length,
    tensor_truth=tensor_objects.tensor_truth,
    tensor_number=tensor_objects.tensor_number,
    tensor_format=tensor_objects.tensor_format,
    user_hash=objects.user_hash,
    key_of=keys.key_of,
    equals=comparison.equals,
    mapping_items=objects.mapping_items,
    raise_exception=objects.raise_exception,
    raise_reported=objects.raise_reported,
    will_be_caught_as_import=objects.will_be_caught_as_import,
    special_global=objects.special_global,
    as_array=tensor_objects.as_array,
    new_class=new_class,
    hash_of=dunders.hash_of,
    type_new=builtin_objects.type_new,
    builtin_type=functions.builtin_type,
    find_or_missing=attribute_functions.find_or_missing,
    builtin_super=functions.builtin_super,
    bind_method=BoundMethod,
    leaf_values=leaf_values,
    reveal_shape=reveal.reveal_shape,
    reveal_value=reveal.reveal_value,
    typing_base=modules.typing_base,
)
Semantics.exhausted = EXHAUSTED  # type: ignore[attr-defined]
