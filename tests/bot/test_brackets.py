"""Levels of strings and brackets, and what intake reads off them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arrivals import is_ok, split_updates
from bot.brackets import walk

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


def deepest(value: object) -> int:
    if isinstance(value, dict):
        return 1 + max((deepest(one) for one in value.values()), default=0)
    return 1 + max((deepest(one) for one in value), default=0) if isinstance(value, list) else 0


@given(value=JSON)
def test_the_deepest_level_is_how_deep_it_is_nested(value: object) -> None:
    levels = [level for token, level in walk(json.dumps(value).encode()) if token[0] in b"{}[]"]
    assert max(levels, default=0) == deepest(value)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b'{"ok":true,"result":[]}', True),
        (b'{"result":[{"update_id":1,"a":{"ok":false}}],"ok" : true}', True),
        (b' \n{"description":"ok","ok":true}', True),
        (b'{"ok":false,"description":"\\"ok\\":true"}', False),
        (b'{"result":[{"ok":true}]}', False),
        (b'{"ok":"true"}', False),
        (b'<p>"ok":true</p>', False),
        (b'[{"ok":true}]', False),
        (b"", False),
    ],
)
def test_ok_counts_on_the_first_level_wherever_it_stands(answer: bytes, *, expected: bool) -> None:
    assert is_ok(answer) is expected


def test_updates_are_found_also_where_the_list_comes_first() -> None:
    answer = b'{"result":[{"update_id":5,"m":{"a":[1]}},{"update_id":6}],"ok":true}'
    assert [(one.update_id, one.body) for one in split_updates(answer)] == [
        (5, b'{"update_id":5,"m":{"a":[1]}}'),
        (6, b'{"update_id":6}'),
    ]
