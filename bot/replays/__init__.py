"""Replays: the five reports that the figures are measured by, made up again tip by tip and entry by entry.

`replay.play` records a year, or ten, through the same functions that the handlers use. What is recorded comes from the
numbers of the reports and from nothing else, and is the same each time; each of the modules named for a place has one.
"""
