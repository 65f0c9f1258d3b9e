"""Shows a report: as text, with or without a terminal, and as JSON."""
