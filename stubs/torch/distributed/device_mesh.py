"""Device meshes, as a program in one process sees them."""

from _pytea import require, unknown


class DeviceMesh:
    def __init__(self, device_type, mesh=None, *, mesh_dim_names=None, **options):
        self.device_type = device_type
        self.mesh = mesh
        self.mesh_dim_names = mesh_dim_names

    def __getitem__(self, mesh_dim_names):
        return self

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    @property
    def ndim(self):
        return unknown("the number of dims of a mesh", "int")

    @property
    def shape(self):
        return unknown("the shape of a mesh")

    def size(self, mesh_dim=None):
        return unknown("the size of a mesh", "int")

    def get_group(self, mesh_dim=None):
        return unknown("a process group")

    def get_all_groups(self):
        return unknown("process groups")

    def get_rank(self):
        return 0

    def get_local_rank(self, mesh_dim=None):
        return 0

    def get_coordinate(self):
        return unknown("coordinates in a mesh")


def init_device_mesh(device_type, mesh_shape, *, mesh_dim_names=None, backend_override=None):
    if mesh_dim_names is not None:
        text = "mesh_shape and mesh_dim_names should have same length"
        require(len(mesh_shape) == len(mesh_dim_names), text, "bad-argument", "RuntimeError")
    return DeviceMesh(device_type, None, mesh_dim_names=mesh_dim_names)
