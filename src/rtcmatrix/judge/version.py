"""Compute the version of a check: a hash of everything that its verdict depends on. Imports no suite.

The hash covers the syntax tree of the function, without docstrings, annotations and positions; the names that it uses
from its own module, modules in the same folder and ``rtcmatrix``, transitively; and the probe with the modules it
imports.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import importlib.util
import symtable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from rtcmatrix.judge.modules import modules_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_OWN = "rtcmatrix"
_DECORATOR = "check"
"""The decorator of checks: of its arguments, only the probe and the timeout affect a verdict."""
_ALWAYS = ("pytestmark",)
"""Names that pytest looks up in a module."""
_WHOLE = "*"
_SUITE = "suite"
"""The name of the module of the check itself: its file's name does not count."""
_IGNORED = frozenset({"ctx", "kind", "type_comment", "type_ignores"})


@dataclass(frozen=True)
class _Module:
    """The top level of one file."""

    name: str
    """Identifies the module: its path relative to the suite, its name in ``rtcmatrix``, or ``_SUITE``."""
    file: Path
    statements: tuple[ast.stmt, ...]
    binders: dict[str, list[ast.stmt]]
    """Name -> the statements that set or change it, in order."""


@dataclass
class _Reached:
    """What was reached so far: (module, name) -> the statements in a form that formatting does not change."""

    folder: Path
    plain: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    waiting: list[tuple[_Module, str]] = field(default_factory=list)


def version_of(file: Path, function: str, probe: Path, *declared: object) -> str:
    """Hash everything that decides the verdict of the check ``function`` in ``file`` on what ``probe`` gathers.

    ``declared`` are further parts of the check, such as its timeout.
    """
    digest = _modules_digest(probe)
    digest.update(repr((declared, judged_by(file, function))).encode())
    return digest.hexdigest()[:16]


def probe_version(probe: Path) -> str:
    """Hash the modules of a probe: evidence depends on them, but not on the checks that judge it."""
    return _modules_digest(probe).hexdigest()[:16]


def _modules_digest(probe: Path) -> hashlib._Hash:
    digest = hashlib.sha256()
    for source in modules_of(probe):
        # Line endings depend on the checkout
        digest.update(source.read_text(encoding="utf-8").encode() + b"\0")
    return digest


def judged_by(file: Path, function: str) -> list[tuple[tuple[str, str], list[str]]]:
    """Return every definition that a function of a file reaches, by (module, name), in an order of its own."""
    found = _Reached(folder=file.resolve().parent)
    module = _read(file.resolve(), _SUITE)
    found.waiting = [(module, name) for name in (function, *_ALWAYS, *_fixtures(module, function, found))]
    for folder in (found.folder, found.folder.parent):
        conftest = folder / "conftest.py"
        if conftest.is_file():
            shared = _read(conftest, "conftest" if folder == found.folder else "../conftest")
            found.waiting += [(shared, name) for name in _parameters(module, function) if name in shared.binders]
    while found.waiting:
        _visit(*found.waiting.pop(), found)
    return sorted(found.plain.items())


def _visit(module: _Module, name: str, found: _Reached) -> None:
    """Take in one name of a module and queue what it refers to."""
    key = module.name, name
    if key in found.plain:
        return
    statements = module.statements if name == _WHOLE else module.binders.get(name, ())
    found.plain[key] = []
    for statement in statements:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            found.plain[key] += _import(statement, module, name, found)
            continue
        plain, referred = _normalized(statement)
        found.plain[key].append(plain)
        found.waiting += [(module, each) for each in referred if each in module.binders]
        found.waiting += [
            (other, each) for other in _stars(module, found) for each in referred if each in other.binders
        ]
    if not statements:
        del found.plain[key]


def _import(statement: ast.Import | ast.ImportFrom, module: _Module, name: str, found: _Reached) -> Iterator[str]:
    """Follow an import into a module of ours; of any other give what is imported."""
    for alias in statement.names:
        if name not in (_WHOLE, alias.asname or alias.name.partition(".")[0]):
            continue
        if isinstance(statement, ast.Import):
            other, wanted = _module(alias.name, module, 0, found), _WHOLE
        else:
            other, wanted = _module(statement.module or "", module, statement.level, found), alias.name
            if other is None or wanted not in other.binders:
                inside = ".".join(filter(None, (statement.module, alias.name)))
                other, wanted = _module(inside, module, statement.level, found) or other, _WHOLE
        if isinstance(statement, ast.ImportFrom) and (statement.module, alias.name) == (_OWN, _DECORATOR):
            continue
        if other is None or (other.name == _OWN and wanted == _WHOLE):
            yield f"import {getattr(statement, 'module', '')} {alias.name}"
        else:
            found.waiting.append((other, wanted))
            yield f"{other.name} {wanted}"


def _stars(module: _Module, found: _Reached) -> Iterator[_Module]:
    """Return the modules all of whose names a module takes in."""
    for statement in module.statements:
        if isinstance(statement, ast.ImportFrom) and statement.names[0].name == _WHOLE:
            other = _module(statement.module or "", module, statement.level, found)
            if other is not None:
                yield other


def _module(name: str, importer: _Module, level: int, found: _Reached) -> _Module | None:
    """Find a module in the folder of the suite or in ``rtcmatrix``; None for every other."""
    if level == 0 and (name == _OWN or name.startswith(f"{_OWN}.")):
        spec = importlib.util.find_spec(name) if name else None
        return _read(Path(spec.origin), name) if spec is not None and spec.origin else None
    folder = importer.file.parents[level - 1] if level else found.folder
    path = folder.joinpath(*name.split(".")) if name else folder
    for file in (path.with_suffix(".py"), path / "__init__.py"):
        if name and file.is_file():
            beside = file.is_relative_to(found.folder)
            return _read(file, file.relative_to(found.folder).as_posix() if beside else name)
    return None


def _read(file: Path, name: str) -> _Module:
    return _parsed(file.read_text(encoding="utf-8"), file, name)


@functools.lru_cache(maxsize=512)
def _parsed(text: str, file: Path, name: str) -> _Module:
    """Read the top level of a file."""
    statements = tuple(_without_docstring(_Bare().visit(ast.parse(text)).body))
    binders: dict[str, list[ast.stmt]] = {}
    for statement in statements:
        for bound in sorted(_bound(statement)):
            binders.setdefault(bound, []).append(statement)
    return _Module(name=name, file=file, statements=statements, binders=binders)


def _bound(statement: ast.stmt) -> set[str]:
    """Return the names that a top-level statement sets, or may change by a call or an item assignment."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {alias.asname or alias.name.partition(".")[0] for alias in statement.names}
    names = [each for each in ast.walk(statement) if isinstance(each, ast.Name)]
    if isinstance(statement, ast.Expr):
        return {each.id for each in names}
    changed = (each for each in ast.walk(statement) if isinstance(each, (ast.Subscript, ast.Attribute)))
    inner = {root for each in changed if isinstance(each.ctx, ast.Store) and (root := _root(each))}
    nested = [each for each in ast.iter_child_nodes(statement) if isinstance(each, ast.stmt)]
    return {each.id for each in names if isinstance(each.ctx, ast.Store)} | inner | set().union(*map(_bound, nested))


def _root(node: ast.expr) -> str | None:
    """Return the name at the root of an item or attribute expression."""
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _parameters(module: _Module, function: str) -> list[str]:
    """Return the parameters of the function, which include fixtures."""
    defined = [each for each in module.binders.get(function, ()) if isinstance(each, ast.FunctionDef)]
    return [each.arg for one in defined for each in (*one.args.posonlyargs, *one.args.args, *one.args.kwonlyargs)]


def _fixtures(module: _Module, function: str, found: _Reached) -> list[str]:
    """Name the fixtures of the function that its module defines or takes in."""
    known = {name for each in (module, *_stars(module, found)) for name in each.binders}
    return [name for name in _parameters(module, function) if name in known]


@functools.lru_cache(maxsize=8192)
def _normalized(statement: ast.stmt) -> tuple[str, tuple[str, ...]]:
    """Return a statement independent of its formatting, and the names of its module that it refers to."""
    table = symtable.symtable(ast.unparse(statement), "check", "exec")
    return _plain(statement), tuple(sorted(_globals(table)))


def _globals(table: symtable.SymbolTable) -> set[str]:
    """Return the global names that a scope and its nested scopes look up."""
    outermost = table.get_type() == "module"
    mine = {each.get_name() for each in table.get_symbols() if outermost or each.is_global()}
    return mine.union(*(_globals(each) for each in table.get_children()))


class _Bare(ast.NodeTransformer):
    """Remove what no verdict depends on: docstrings, annotations of functions, the declaration of the check."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Strip a function."""
        node.body = _without_docstring(node.body) or [ast.Pass()]
        node.decorator_list = [each for each in node.decorator_list if not _declares(each)]
        node.returns = None
        for each in ast.walk(node.args):
            if isinstance(each, ast.arg):
                each.annotation = None
        return self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Strip a class, but keep the annotations of its fields, which define a dataclass."""
        node.body = _without_docstring(node.body) or [ast.Pass()]
        return self.generic_visit(node)


def _without_docstring(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """Remove string statements, docstrings included."""
    return [each for each in body if not (isinstance(each, ast.Expr) and _is_text(each.value))]


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _declares(decorator: ast.expr) -> bool:
    """Return whether a decorator is ``@check(...)``."""
    called = decorator.func if isinstance(decorator, ast.Call) else None
    return (isinstance(called, ast.Name) and called.id == _DECORATOR) or (
        isinstance(called, ast.Attribute) and called.attr == _DECORATOR
    )


def _plain(node: object) -> str:
    """Write a tree as text. ``ast.dump`` is not used because its output differs between versions of Python."""
    if isinstance(node, ast.AST):
        fields = ((name, value) for name, value in ast.iter_fields(node) if name not in _IGNORED)
        written = (f"{name}={_plain(value)}" for name, value in fields if value not in (None, []) or name == "value")
        return f"{type(node).__name__}({', '.join(written)})"
    if isinstance(node, list):
        return f"[{', '.join(map(_plain, node))}]"
    return ascii(node)
