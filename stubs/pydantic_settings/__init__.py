"""pydantic_settings: settings have their defaults."""

from pydantic import BaseModel

SettingsConfigDict = dict


class BaseSettings(BaseModel):
    pass
