"""torch.distributed as in a single process: rank 0 of 1, not initialized."""

from _pytea import unknown


class ReduceOp:
    SUM = 0
    AVG = 1
    PRODUCT = 2
    MIN = 3
    MAX = 4


class _World:
    WORLD = None


class group(_World):
    pass


class GroupMember(_World):
    pass


class ProcessGroup:
    pass


def is_available():
    return True


def is_initialized():
    return False


def is_nccl_available():
    return False


def is_gloo_available():
    return True


def is_mpi_available():
    return False


def is_torchelastic_launched():
    return False


def init_process_group(
    backend=None, init_method=None, timeout=None, world_size=-1, rank=-1, store=None,
    group_name="", pg_options=None, device_id=None,
):  # fmt: skip
    pass


def destroy_process_group(group=None):
    pass


def get_rank(group=None):
    return 0


def get_world_size(group=None):
    return 1


def get_backend(group=None):
    return "gloo"


def new_group(ranks=None, timeout=None, backend=None, pg_options=None, **kwargs):
    return ProcessGroup()


def barrier(group=None, async_op=False, device_ids=None):
    pass


class _Work:
    def wait(self, timeout=None):
        return True

    def is_completed(self):
        return True


def all_reduce(tensor, op=0, group=None, async_op=False):
    return _Work() if async_op else None


def reduce(tensor, dst=None, op=0, group=None, async_op=False, group_dst=None):
    return _Work() if async_op else None


def broadcast(tensor, src=None, group=None, async_op=False, group_src=None):
    return _Work() if async_op else None


def all_gather(tensor_list, tensor, group=None, async_op=False):
    return _Work() if async_op else None


def gather(tensor, gather_list=None, dst=None, group=None, async_op=False, group_dst=None):
    return _Work() if async_op else None


def scatter(tensor, scatter_list=None, src=None, group=None, async_op=False, group_src=None):
    return _Work() if async_op else None


def all_gather_into_tensor(output_tensor, input_tensor, group=None, async_op=False):
    return _Work() if async_op else None


def reduce_scatter(output, input_list, op=0, group=None, async_op=False):
    return _Work() if async_op else None


def all_gather_object(object_list, obj, group=None):
    for i in range(len(object_list)):
        object_list[i] = obj


def broadcast_object_list(object_list, src=None, group=None, device=None, group_src=None):
    pass


def send(tensor, dst=None, group=None, tag=0, group_dst=None):
    pass


def recv(tensor, src=None, group=None, tag=0, group_src=None):
    return 0


def init_device_mesh(device_type, mesh_shape, *, mesh_dim_names=None, backend_override=None):
    return unknown("a device mesh")


def DeviceMesh(device_type, mesh, *, mesh_dim_names=None):
    return unknown("a device mesh")


class Backend(str):
    NCCL = "nccl"
    GLOO = "gloo"
    MPI = "mpi"
    UNDEFINED = "undefined"


class Work(_Work):
    pass


class Store:
    pass


class TCPStore(Store):
    def __init__(self, host_name, port, world_size=None, is_master=False, timeout=None, **kwargs):
        pass


class FileStore(Store):
    def __init__(self, file_name, world_size=-1):
        pass


class HashStore(Store):
    pass


class P2POp:
    def __init__(self, op, tensor, peer=None, group=None, tag=0, group_peer=None):
        pass


class DistError(RuntimeError):
    pass


def all_to_all(output_tensor_list, input_tensor_list, group=None, async_op=False):
    return _Work() if async_op else None


def all_to_all_single(
    output, input, output_split_sizes=None, input_split_sizes=None, group=None, async_op=False
):
    return _Work() if async_op else None


def reduce_scatter_tensor(output, input, op=0, group=None, async_op=False):
    return _Work() if async_op else None


def gather_object(obj, object_gather_list=None, dst=None, group=None, group_dst=None):
    pass


def scatter_object_list(output_list, input_list=None, src=None, group=None, group_src=None):
    pass


def isend(tensor, dst=None, group=None, tag=0, group_dst=None):
    return _Work()


def irecv(tensor, src=None, group=None, tag=0, group_src=None):
    return _Work()


def batch_isend_irecv(p2p_op_list):
    return [_Work() for _ in p2p_op_list]


def monitored_barrier(group=None, timeout=None, wait_all_ranks=False):
    pass


def get_node_local_rank(fallback_rank=None):
    return 0


def get_global_rank(group, group_rank):
    return group_rank


def get_group_rank(group, global_rank):
    return global_rank


def get_process_group_ranks(group):
    return [0]


def is_backend_available(backend):
    return True


def supports_complex(reduceOp):
    return True


def all_gather_coalesced(output_tensor_lists, input_tensor_list, group=None, async_op=False):
    return _Work() if async_op else None


def all_reduce_coalesced(tensors, op=0, group=None, async_op=False):
    return _Work() if async_op else None


def all_gather_single(output_tensor, input_tensor, group=None, async_op=False):
    return _Work() if async_op else None


def reduce_scatter_single(output, input, op=0, group=None, async_op=False):
    return _Work() if async_op else None


def send_object_list(object_list, dst=None, group=None, device=None, group_dst=None):
    pass


def recv_object_list(object_list, src=None, group=None, device=None, group_src=None):
    return 0


def breakpoint(rank=0, skip=0, timeout_s=3600):
    pass


def get_default_backend_for_device(device):
    return "nccl" if str(device).startswith("cuda") else "gloo"


def is_ucc_available():
    return False


def is_xccl_available():
    return False


def new_subgroups(*args, **kwargs):
    return unknown("a process group"), unknown("process groups", "list")


def new_subgroups_by_enumeration(ranks_per_subgroup_list, *args, **kwargs):
    return unknown("a process group"), unknown("process groups", "list")


def split_group(*args, **kwargs):
    return unknown("a process group")


def shrink_group(*args, **kwargs):
    return unknown("a process group")
