"""How much each thing in a text speaks for one meaning of a name or against it.

The points are the logarithm of odds, up to the factor `resolve.DECISIVENESS`. They were set by hand and held against
generated texts of one half of the country's communes; docs/benchmarks.md reports on the other half.
"""

from places.cues import Cue

DISTRICT = 3.0
"""Points of the unit's own district right beside its name."""

PROVINCE = 2.0
"""Points of its own province right beside its name."""

HINTED = 1.8
"""Points of its province where the writer is likely there and names none."""

KIND = 3.0
"""Points of the very word for its kind before the name."""

OTHER_KIND = 1.8
"""Points of another commune's kind: people go on calling a town or a ward what it was."""

BARE = 1.0
"""Points of a name without a word for its kind."""

STANDS_APART = 0.8
"""Points of a bare name that something separates from what stands before it."""

SOMETHING_ELSE = 1.0
"""Points taken from a bare name behind a word that makes it a street, a shop or a person."""

ALL_MARKS = 1.2
"""Points of a name with all its marks, in a text that has marks."""

SLIP = 1.6
"""Points taken for each letter that was typed wrong."""

BARE_SLIP = 2.5
"""Points taken from a misspelt name without a word for its kind: "chợ tạm" is hardly "Chợ Vàm"."""

WRONG_MARK = 1.2
"""Points taken for each letter with another mark than the name's."""

WRONG_MARK_BESIDE_SLIP = 0.4
"""The same in a name that has slips anyway."""

CONFUSED_MARK = 0.5
"""The same where the marks are hook and tilde, which half of the country pronounces alike."""

FORMER = 0.3
"""Points taken from a name from before the mergers of 2019 to 2025, which few still use."""

TODAY = 0.8
"""Points of a unit of today where no district is named, as has been the custom since July 2025."""

OF_OLD = 0.5
"""Points taken from a unit of today where a province is named that is no more, or a district."""

RUNS_ON = 2.0
"""Points taken from a name that nothing near supports and that further words follow like parts of it."""

RUNS_ON_BESIDE = 1.5
"""The same where a district or province follows those words."""

UNMATCHED = 1.5
"""Points taken where provinces are named near, but none that the unit lies in."""

UNKNOWN = 2.5
"""Points taken from a name without its kind where another place is announced by one, but its name is not known."""

OTHER_DISTRICT = 2.0
"""Points taken where a district is named near that another unit of the name lies in, but not this one."""

CONTRADICTION = 2.5
"""Points taken where the name's own neighbour is a district or province it does not lie in."""

GOES_ON = 1.5
"""Points taken where a longer name begins with this one: "phường Quy Nhơn Bắc" does not mean phường Quy Nhơn."""

CROSSES = 3.0
"""Points taken where the name's last words begin another name with its kind: "phường hai thành phố Cà Mau"."""

PART_OF_NAME = 1.0
"""Points taken from a bare name that ends a longer one."""

NUMBER_ALONE = 2.5
"""Points taken from a number with neither district nor province: every city counted its wards."""

SHORT_ALONE = 1.5
"""Points taken from a short name without marks that nothing supports: "xa dang" may be "xả đang"."""

LACKS_MARKS = 1.5
"""Points taken from a bare name typed without any of its marks in a text that has marks: "hai thanh niên"."""

SMALL_LETTERS = 0.8
"""Points taken from a bare name without a capital letter in such a text."""

UNSUPPORTED = 1.0
"""Points taken from a bare name with neither district nor province."""

BEHIND_ITS_COMMUNE = 2.0
"""Points taken from such a name right behind a commune of that district: "Phú Mỹ, Phú Vang, Huế"."""

ALSO_DISTRICT = 1.5
"""Points taken from a bare name that is its own district's too, which is as likely meant."""

CUED = {Cue.HERE: 0.6, Cue.HOME: -0.7, Cue.ELSEWHERE: -3.0, Cue.LEFT: -3.0, Cue.DOUBTED: 0.0}
"""Points for what the words before the place make of it."""

HOME_BESIDE_PLACE = 3.0
"""Points taken from where somebody lives when another place is named for what happened."""

BESIDE = 0.65
"""Closeness of a district from which it makes a name without its kind believable."""

NEAR_ENOUGH = 0.75
"""Closeness of a province from which it does, where the name stands apart or right before it."""
