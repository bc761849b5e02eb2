"""Computes the KPIs of an MSP from figures of a period, and rates them by benchmarks."""
