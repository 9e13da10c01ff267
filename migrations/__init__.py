"""The schema's way from one release to the next."""
