"""Our switches are merged with those of the matrix."""

import pytest

from rtcmatrix.browsers.flags import merge_flags


@pytest.mark.parametrize(
    ("ours", "given", "merged"),
    [
        (["--a", "--b=1"], [], ["--a", "--b=1"]),
        (["--a", "--b=1"], ["--b=2"], ["--a", "--b=2"]),
        (["--a", "--b=1"], ["--b"], ["--a", "--b"]),
        (["--a"], ["--b", "--b=3"], ["--a", "--b=3"]),
        (["--disable-features=A,B"], ["--disable-features=B,C"], ["--disable-features=A,B,C"]),
        (["--disable-features=A,B"], ["--disable-features=C", "--disable-features=D"], ["--disable-features=A,B,C,D"]),
        (["--disable-features=A,B"], ["--enable-features=A"], ["--disable-features=B", "--enable-features=A"]),
        (["--disable-features=A"], ["--enable-features=A:x/1"], ["--enable-features=A:x/1"]),
        (
            ["--disable-features=A"],
            ["--disable-blink-features=A"],
            ["--disable-features=A", "--disable-blink-features=A"],
        ),
        (["--headless=new"], ["--host-rules=MAP a=b c"], ["--headless=new", "--host-rules=MAP a=b c"]),
    ],
)
def test_one_switch_of_each_name(ours: list[str], given: list[str], merged: list[str]) -> None:
    assert merge_flags(ours, given) == merged
