"""The findings of one report as lines to read in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from schema.fields import show_field
from schema.findings import Finding, Repair, counted
from schema.language import _
from schema.report import Edit, Report
from schema.values import Unreadable

AROUND = 6
"""Characters shown on either side of a change within a text."""


def findings_text(path: Path, report: Report, findings: Sequence[Finding]) -> str:
    """A line with counts, then each finding with its repair, worst level first; accepted ones last, with the reason."""
    if not findings:
        return _("{path}：没有发现问题").format(path=path)
    accepted = [finding for finding in findings if finding.dismissed]
    counts = [f"{level.label} {count}" for level, count in counted(findings).items() if count]
    counts += [_("已说明 {count}").format(count=len(accepted))] if accepted else []
    lines = [_("{path}：{names}").format(path=path, names=_("，").join(counts))]
    for finding in findings:
        if not finding.dismissed:
            lines += finding_lines(report, finding)
    lines += [_("  已说明：")] if accepted else []
    for finding in accepted:
        lines += accepted_lines(finding)
    return "\n".join(lines)


def finding_lines(report: Report, finding: Finding) -> Iterator[str]:
    """What is wrong; below it the one sure repair, or how many there are to choose from."""
    yield f"  {finding.level.label}  {finding.message}  [{finding.code}]"
    sure = next((repair for repair in finding.repairs if repair.unique), None)
    if sure:
        yield _("      可改：{words}").format(words=repair_words(report, sure))
    elif finding.repairs:
        count = len(finding.repairs)
        yield _("      有 {count} 种改法，用编辑界面{look}").format(
            count=count, look=_("选择") if count > 1 else _("查看")
        )


def accepted_lines(finding: Finding) -> Iterator[str]:
    """A finding that somebody accepted, and why."""
    assert finding.dismissed
    reason, by, at = finding.dismissed
    signed = " ".join(filter(None, (by, at[:10])))
    yield f"    {finding.level.label}  {finding.message}  [{finding.code}]"
    yield _("      说明：{reason}{signed}").format(
        reason=reason, signed=_("（{signed}）").format(signed=signed) if signed else ""
    )


def repair_words(report: Report, repair: Repair) -> str:
    """甲 12 → 21，乙 0 → 3（理由）."""
    changes = _("，").join(change_words(report, edit) for edit in repair.edits)
    because = repair.because.rstrip(_("。"))
    return _("{changes}（{because}）").format(changes=changes, because=because) if because else changes


def change_words(report: Report, edit: Edit) -> str:
    """One address with what it held and what it will hold; of a text only the piece that differs."""
    old, new = edit.old, edit.new
    if edit.address in report.prose and isinstance(old, str) and isinstance(new, str):
        pieces = [_("“{piece}”").format(piece=piece) for piece in differing(old, new)]
    else:
        pieces = [shown(report, edit.address, content) for content in (old, new)]
    return f"{report.form.name_of(edit.address)} {' → '.join(pieces)}"


def shown(report: Report, address: str, content: object) -> str:
    """A content as a person reads it; 空 for none."""
    entry = report.form.basic_field(address)
    if entry:
        return show_field(content, entry) or _("空")
    if content is None or content == "":
        return _("空")
    return _("“{content}”").format(content=content) if isinstance(content, Unreadable) else str(content)


def differing(old: str, new: str) -> tuple[str, str]:
    """The pieces in which two texts differ, with a few characters around them."""
    start = alike(old, new)
    end = alike(old[start:][::-1], new[start:][::-1])
    first, last = max(0, start - AROUND), max(0, end - AROUND)
    return old[first : len(old) - last], new[first : len(new) - last]


def alike(left: str, right: str) -> int:
    """How many characters two texts begin with alike."""
    return next(
        (at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), min(len(left), len(right))
    )
