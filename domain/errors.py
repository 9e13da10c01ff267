"""Expected refusals. Each carries data; `handlers.errors` gives it words, because words are translated."""


class DomainError(Exception):
    """A rule says no; the person is told why and what to do next."""
