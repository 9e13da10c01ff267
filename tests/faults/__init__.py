"""The whole service as processes, everything that can go wrong around it, and an oracle that asks what became of it.

`sh scripts/faults` runs it for as long as one likes; the tests in here run a seeded slice.
"""
