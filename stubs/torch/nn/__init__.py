"""torch.nn: names come from the files of this folder and from the operators, when they are asked for."""
