"""The rules: plain functions of values, on the standard library alone."""
