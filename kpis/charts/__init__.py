"""Computes the SVG shapes of benchmarks and histories; templates render them."""
