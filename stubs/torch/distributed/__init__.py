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
