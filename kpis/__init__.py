"""The ten KPIs of an MSP: entered for a period, computed, and read against benchmarks."""
