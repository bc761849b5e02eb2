"""What every page shares: the shell, the language menu, appearance, error pages, health."""
