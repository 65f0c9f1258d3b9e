"""torch.profiler: names come from the files of this folder."""
