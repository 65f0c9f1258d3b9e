"""The place of pytea's language server, which does not exist yet."""
