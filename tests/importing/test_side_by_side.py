"""A table whose rows are printed side by side, below each other, or turned round."""

from __future__ import annotations

import pytest

from tests.importing.tables_in_text import kinds, read

FIFTEEN = [str(number) for number in range(1, 16)]
DISPUTES = "四、政府信息公开行政复议、行政诉讼情况\n"
RESULTS = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"


@pytest.mark.parametrize(
    "text",
    [
        f"行政复议\t\t\t\t\t行政诉讼\n{RESULTS}\t未经复议直接起诉\t复议后起诉\n{RESULTS}\t{RESULTS}\n" + "\t".join(FIFTEEN),
        "行政复议行政诉讼\n| " + " | ".join(FIFTEEN) + " |",
        "\n".join([*RESULTS.split("\t") * 3, *FIFTEEN]),
        f"\t{RESULTS}\n" + "\n".join(
            [f"{name}\t" + "\t".join(FIFTEEN[at : at + 5]) for name, at in (("行政复议", 0), ("未经复议直接起诉", 5), ("复议后起诉", 10))]
        ),
    ],
    ids=["copied", "a line", "one per line", "three lines"],
)  # fmt: skip
def test_rows_side_by_side(text: str) -> None:
    found = read(DISPUTES + text)
    assert [value for address, value in found.values.items() if address.startswith("disputes.")] == list(range(1, 16))
    assert kinds(found) == []


def test_a_table_turned_round_is_read_with_a_doubt() -> None:
    lines = ["\t行政复议\t未经复议直接起诉\t复议后起诉"]
    lines += [
        f"{name}\t{FIFTEEN[at]}\t{FIFTEEN[at + 5]}\t{FIFTEEN[at + 10]}" for at, name in enumerate(RESULTS.split("\t"))
    ]
    found = read(DISPUTES + "\n".join(lines))
    assert found.values["disputes.litigation.direct.upheld"] == 6
    assert found.values["disputes.reconsideration.total"] == 5
    assert kinds(found) == ["row_order"]
