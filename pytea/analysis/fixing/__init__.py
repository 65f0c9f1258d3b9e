"""Edits that make a fault go away: proposed from what a finding says, offered when they do."""
