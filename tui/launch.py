"""Opens the terminal app: what may stand in its way is told before the screen changes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from reports.document import Document, open_document
from reports.faults import ReportFault
from reports.output import narrate
from schema.form_loader import FormError
from schema.language import _
from tui.late_palette import leave_out
from tui.terminal_environment import prepare_environment

USAGE = 2
LATER = ("import", "diff", "rollup")
"""Commands that the design names and this version does not have yet."""
SAMPLE = Path("海原县海城镇人民政府", "2024.toml")
PRACTICE = Path("示例县（练习）")


def launch(arguments: Sequence[str]) -> int:
    """Opens a report file, a folder or the demonstration; returns the exit code."""
    try:
        refuse_later_command(arguments)
        refuse_unfit_terminal()
        speak_utf8()
        path = demonstration(arguments[1:]) if arguments[:1] == ["demo"] else asked_path(arguments)
        document, folder = opened(path)
    except (ReportFault, FormError) as fault:
        narrate(str(fault))
        return USAGE
    return run(document, folder)


def run(document: Document | None, folder: Path) -> int:
    """Runs the app. Collecting garbage only begins once the screen stands: it costs a tenth of the start."""
    prepare_environment()
    leave_out()
    from tui import workarounds  # Textual is loaded only here
    from tui.app import NianbaoApp

    workarounds.install()
    app = NianbaoApp(document, folder)
    app.run(mouse=app.fit.mouse)
    app.protection.end()
    return app.return_code or 0


def refuse_later_command(arguments: Sequence[str]) -> None:
    """ReportFault for a command that is planned, unless a file or folder has its name."""
    if arguments and arguments[0] in LATER and not Path(arguments[0]).exists():
        raise ReportFault(_("这个版本还没有 {command} 命令；已有的见 nianbao --help。").format(command=arguments[0]))


def refuse_unfit_terminal() -> None:
    """A screen needs a terminal that can move its cursor; ReportFault points to the headless commands."""
    headless = _("不开屏幕也能用：nianbao show、check、set、export，见 nianbao --help。")
    streams = (sys.__stdin__, sys.__stdout__, sys.__stderr__)
    if not all(stream is not None and stream.isatty() for stream in streams):
        raise ReportFault(_("这里不是终端，打不开编辑界面。{headless}").format(headless=headless))
    if os.environ.get("TERM", "") == "dumb":
        raise ReportFault(_("这种终端（TERM=dumb）不能移动光标，打不开编辑界面。{headless}").format(headless=headless))


def speak_utf8() -> None:
    """Starts the program again in UTF-8 where the locale is another (zh_CN.GBK): Textual would garble all Chinese."""
    encoding = getattr(sys.__stderr__, "encoding", "utf-8").lower().replace("-", "")
    tried = os.environ.get("PYTHONUTF8") == "1" and "PYTHONIOENCODING" not in os.environ
    if encoding == "utf8" or tried:
        return
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
    os.execve(sys.executable, sys.orig_argv, {**environment, "PYTHONUTF8": "1"})  # noqa: S606 - our own command line again


def asked_path(arguments: Sequence[str]) -> Path:
    """The path to open; the current folder where none is given."""
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        raise ReportFault(_("用法：nianbao [报告文件或文件夹]，或 nianbao demo；全部命令见 nianbao --help。"))
    return Path(arguments[0] if arguments else ".")


def opened(path: Path) -> tuple[Document | None, Path]:
    """The document at a path and the library it stands in; no document for a folder."""
    if path.is_dir():
        return None, path
    try:
        document = open_document(path)
    except (ReportFault, FormError) as fault:
        from reports.versions import way_back  # loaded already

        raise ReportFault(f"{fault}{way_back(path)}") from None
    return document, Path(os.path.realpath(path)).parent.parent


def demonstration(options: Sequence[str]) -> Path:
    """A private copy of the samples: the real report, or (--practice) the practice library."""
    import shutil  # only the demonstration copies files
    import tempfile
    from importlib.resources import as_file, files

    if [option for option in options if option != "--practice"]:
        raise ReportFault(_("用法：nianbao demo，或 nianbao demo --practice（练习库）。"))
    target = Path(tempfile.mkdtemp(prefix="nianbao-"))
    try:
        with as_file(files("reports").joinpath("samples")) as samples:
            for sample in samples.iterdir():
                if sample.is_dir():
                    shutil.copytree(sample, target / sample.name, copy_function=shutil.copyfile)
    except OSError as error:
        raise ReportFault(
            _("示例文件复制不到 {target}：{reason}。").format(target=target, reason=error.strerror)
        ) from None
    narrate(_("示例的副本在 {target}，可以随意修改。").format(target=target))
    return target / (PRACTICE if options else SAMPLE)
