"""The sizes of the observations and actions of environments that everybody knows."""

from _pytea import unknown

_CLASSIC = {
    "CartPole": ((4,), 2),
    "MountainCar": ((2,), 3),
    "Acrobot": ((6,), 3),
    "LunarLander": ((8,), 4),
    "Pendulum": ((3,), (1,)),
    "MountainCarContinuous": ((2,), (1,)),
    "LunarLanderContinuous": ((8,), (2,)),
    "BipedalWalker": ((24,), (4,)),
    "BipedalWalkerHardcore": ((24,), (4,)),
    "CarRacing": ((96, 96, 3), (3,)),
    "FrozenLake": (16, 4),
    "FrozenLake8x8": (64, 4),
    "Taxi": (500, 6),
    "CliffWalking": (48, 4),
}
#: Up to v4; where the observations of v5 differ, they follow.
_MUJOCO = {
    "HalfCheetah": ((17,), (6,)),
    "Hopper": ((11,), (3,)),
    "Walker2d": ((17,), (6,)),
    "Swimmer": ((8,), (2,)),
    "InvertedPendulum": ((4,), (1,)),
    "Reacher": ((11,), (2,)),
    "InvertedDoublePendulum": ((11,), (1,)),
    "Humanoid": ((376,), (17,)),
    "HumanoidStandup": ((376,), (17,)),
}
_MUJOCO_5 = {
    "Reacher": ((10,), (2,)),
    "InvertedDoublePendulum": ((9,), (1,)),
    "Humanoid": ((348,), (17,)),
    "HumanoidStandup": ((348,), (17,)),
}
_ANT = {"2": 111, "3": 111, "4": 27, "5": 105}
#: The actions of games of Atari's console that are not simply all 18.
_GAMES = {
    "Breakout": 4, "Pong": 6, "SpaceInvaders": 6, "BeamRider": 9, "Enduro": 9, "Qbert": 6,
    "MsPacman": 9,
}  # fmt: skip


def sizes_of(id):
    """Returns the shape of an observation and the number or shape of actions, or None."""
    name, _, version = id.rpartition("/")[2].partition("-v")
    if name in _CLASSIC:
        return _CLASSIC[name]
    if name == "Ant" and version in _ANT:
        return (_ANT[version],), (8,)
    if version == "5" and name in _MUJOCO_5:
        return _MUJOCO_5[name]
    if name in _MUJOCO:
        return _MUJOCO[name]
    for suffix in ("NoFrameskip", "Deterministic", ""):
        game = name.removesuffix(suffix)
        if name.endswith(suffix) and (suffix or id.startswith("ALE/")):
            actions = unknown("the number of actions of a game", "int")
            return (210, 160, 3), _GAMES.get(game, actions) if suffix else actions
    return None
