"""Tests of the benchmarks: that every one of them still measures what it says."""
