"""Measurements of speed and size; `make bench` runs them all and docs/performance.md holds their outcome."""
