"""Tests of the screens, by what a person sees and does."""
