"""Fuzzing: texts made from others by small changes, and what must hold whatever comes in.

`targets` has what is tried and what must hold of it, `mutation` how inputs are made, and `faults` inputs that once
went wrong, a folder a target, which the ordinary tests try (tests/test_fuzz.py). The long run is

    python -m tests.fuzz [TARGET …] [--seconds N] [--seed N] [--atheris]
"""
