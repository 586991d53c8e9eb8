"""Files of at most 500 lines, functions of at most 70, lines of at most 100 columns.

A switch in which every case only returns is a table (from a reason to its words, say) and may be as
long as the enum it covers: of its cases only the longest counts.
"""

import ast
import os
import re

from tree import CPP_ENDINGS, Finding, code_only

NAME = "sizes"

FILE_LINES_MAX = 500
FUNCTION_LINES_MAX = 70
COLUMNS_MAX = 100

SOURCE_ENDINGS = CPP_ENDINGS + (".proto", ".py", ".sh", ".cmake", ".sql", ".qss")
SOURCE_NAMES = ("CMakeLists.txt", "dev", "run")


def is_source(path):
    return path.endswith(SOURCE_ENDINGS) or os.path.basename(path) in SOURCE_NAMES


def check(tree, _options):
    findings = []
    for path in filter(is_source, tree.paths):
        lines = tree.lines(path)
        if len(lines) > FILE_LINES_MAX:
            findings.append(Finding(path, 0, "has %d lines; %d is the most" % (
                len(lines), FILE_LINES_MAX)))
        findings += [Finding(path, number, "has %d columns; %d is the most" % (
            len(line), COLUMNS_MAX)) for number, line in lines if len(line) > COLUMNS_MAX]
        for first, last, name in functions(path, tree.text(path)):
            if last - first + 1 > FUNCTION_LINES_MAX:
                findings.append(Finding(path, first, "%s has %d lines; %d is the most" % (
                    name, last - first + 1, FUNCTION_LINES_MAX)))
    return findings


def functions(path, text):
    """Triples of first line, last line and name of each function."""
    if path.endswith(CPP_ENDINGS):
        return cpp_functions(text)
    if path.endswith(".py"):
        return [(node.lineno, node.end_lineno, node.name) for node in ast.walk(ast.parse(text))
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    if path.endswith(".sh") or "#!/usr/bin/env bash" in text[:30]:
        return shell_functions(text)
    return []


def shell_functions(text):
    found, first, name = [], 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r"^(\w+)\(\) *\{$", line)
        if match:
            first, name = number, match.group(1)
        elif line == "}" and first:
            found.append((first, number, name))
            first = 0
    return found


def without_preprocessor(code):
    return re.sub(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", lambda m: re.sub(r"[^\n]", " ", m.group(0)),
                  code, flags=re.MULTILINE)


def cpp_functions(text):
    """The outermost blocks that are not namespaces, types or lists of values.

    A brace counter, not a parser: enough for clang-formatted code.
    """
    code = without_preprocessor(code_only(text))
    found = []
    kinds = []  # of each open brace: scope, function, value, member (m_a{b}) or inner
    header_start = 0
    function_line, function_name, body_start = 0, "", 0
    for position, sign in enumerate(code):
        if sign == "{":
            header = code[header_start:position]
            kind = kind_of(header) if not kinds or kinds[-1] == "scope" else "inner"
            if kind == "function":
                start = header_start + len(header) - len(header.lstrip())
                function_line = code.count("\n", 0, start) + 1
                function_name = name_in(header)
                body_start = position + 1
            kinds.append(kind)
            if kind not in ("member", "inner"):
                header_start = position + 1
        elif sign == "}":
            kind = kinds.pop() if kinds else "scope"
            if kind == "function":
                last = code.count("\n", 0, position) + 1
                last -= lines_in_cases(code[body_start:position])
                found.append((function_line, last, function_name))
            if kind not in ("member", "inner"):
                header_start = position + 1
        elif sign == ";" and (not kinds or kinds[-1] == "scope"):
            header_start = position + 1
    return found


def lines_in_cases(body):
    """Lines of the cases of a switch that is a table, less those of the longest; 0 without one."""
    if len(re.findall(r"\bswitch\b", body)) != 1:
        return 0
    starts = [match.start() for match in re.finditer(r"\bcase\b", body)]
    cases = [body[start:end] for start, end in zip(starts, starts[1:])]
    if not all(re.match(r"case [\w:]+:\s*(return\b[^;]*;)?\s*$", case) for case in cases):
        return 0
    lines = [case.count("\n") for case in cases]
    return sum(lines) - max(lines, default=0)


_TEMPLATE = re.compile(r"\btemplate\s*<(?:[^<>]|<[^<>]*>)*>")
_LABEL = re.compile(r"\b(public|private|protected|Q_SIGNALS|Q_SLOTS)\b[^:(){};]*:(?!:)")
_SCOPE = re.compile(r"\bnamespace\b|^\s*extern\s*$|^[^()=]*\b(class|struct|union|enum)\b[^()=]*$")


def kind_of(header):
    header = _LABEL.sub("", _TEMPLATE.sub("", header))
    if re.search(r"\boperator\s*=+\s*\(", header):
        return "function"
    if _SCOPE.search(header):
        return "scope"
    if re.search(r"\)[^()]*[^:]:[^:]", header) and re.search(r"[\w>]\s*$", header):
        return "member"  # in a constructor's list
    outside = re.sub(r"\([^()]*\)", "()", header)  # a default of a parameter holds a "="
    if "(" not in header or re.search(r"(?<![<>=!])=(?!=)", outside):
        return "value"
    return "function"


def name_in(header):
    names = re.findall(r"([\w:~]+|operator\s*\S+)\s*\(", header)
    return next((name for name in names if not name.startswith("Q_")), "a block")
