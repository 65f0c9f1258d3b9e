"""absl."""
