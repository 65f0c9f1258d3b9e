"""hydra.core.config_store."""


class ConfigStore:
    _only = None

    def __init__(self):
        self.repo = {}

    @staticmethod
    def instance(*args, **kwargs):
        if ConfigStore._only is None:
            ConfigStore._only = ConfigStore()
        return ConfigStore._only

    def store(self, name, node, group=None, package=None, provider=None):
        self.repo[group or "", name.removesuffix(".yaml")] = node

    def find(self, group, name):
        """Returns what was stored as an option of a group, or None."""
        return self.repo.get((group, name))
