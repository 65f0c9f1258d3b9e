"""The one way to analyse: entries in, a report out."""
