"""CSV and XLSX in and out, once for all apps: formula escaping, readers with their limits, writers, downloads."""
