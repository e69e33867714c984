"""wrapping.py - finds the expressions and statements of the ASYNC functions of a program, by Clang's tree, and wraps
them in text that awaits and changes nothing else. wrap.py compares."""
import dataclasses
import re

# What may stand around an expression that is read, around one whose place is meant, and around a number. %d is a number
# that no other has.
VALUE = [("(AWAIT(turn()), (", "))"), ("({ AWAIT(turn()); (", "); })")]
KEPT = [("({ __auto_type kept_%d = (", "); AWAIT(turn()); kept_%d; })")]
PLACE = [("*(AWAIT(turn()), &(", "))"), ("*({ AWAIT(turn()); &(", "); })"), ("(*(AWAIT(quiet(1)) ? &(", ") : 0))")]
INTEGER = [("AWAIT(quiet(", "))")]
NUMBER = [("(AWAIT(quiet(0)) ? 0 : (", "))"), ("(AWAIT(quiet(1)) ? (", ") : AWAIT(quiet(3)))"),
          ("(0 * AWAIT(quiet(1)) + (", "))")]
CONDITION = [("AWAIT(quiet(1)) && (", ")"), ("AWAIT(quiet(0)) || (", ")"), ("!AWAIT(quiet(!(", ")))")]

# What may stand around a statement, and what must not lead out of it or into it then.
STATEMENT = [
    ("{ AWAIT(turn()); ", " }", {"case"}),  # what stands before a case may be out of reach, and then draws no warning
    ("if (AWAIT(quiet(1))) { ", " } else { AWAIT(turn()); }", {"case"}),
    ("do { ", " } while (AWAIT(quiet(0)));", {"break", "continue", "case"}),
    ("switch (AWAIT(quiet(1))) { default: ", " }", {"break", "case"}),
    ("for (int once_%d = 1; AWAIT(quiet(once_%d)); once_%d--) { ", " }", {"break", "continue", "label", "case"}),
    ("(void)({ ", " AWAIT(quiet(0)); });", {"label", "case", "break", "continue"}),
    ("{ DEFER { AWAIT(turn()); } ", " }", {"label", "case"}),
    ("{ int sized_%d[AWAIT(quiet(3))]; sized_%d[2] = 7; ", " if (sized_%d[2] != 7) __builtin_abort(); }",
     {"label", "case"}),
    ("{ struct { int a; char b[3]; } held_%d = {AWAIT(quiet(1)), \"x\"}; ", " if (held_%d.a != 1) __builtin_abort(); }",
     {"label", "case"}),
]

LOOPS = {"WhileStmt", "DoStmt", "ForStmt"}
LEADS = {"BreakStmt": "break", "ContinueStmt": "continue", "LabelStmt": "label", "CaseStmt": "case",
         "DefaultStmt": "case", "CompoundLiteralExpr": "literal"}
UNEVALUATED = {"UnaryExprOrTypeTraitExpr", "ConstantExpr", "OffsetOfExpr", "GCCAsmStmt", "StaticAssertDecl", "EnumDecl",
               "RecordDecl", "TypedefDecl", "GenericSelectionExpr"}
INTEGERS = {"int", "short", "char", "signed char", "unsigned char", "unsigned short", "_Bool"}
NUMBERS = INTEGERS | {"unsigned int", "long", "unsigned long", "long long", "unsigned long long", "double", "float"}


@dataclasses.dataclass(frozen=True)
class Wrap:
    """Text around a range of the program."""
    begin: int
    end: int
    before: str
    after: str


def find_places(text, tree, is_inside):
    """For each place that can be wrapped, its wraps. is_inside(offset) tells what is in an ASYNC function."""
    finder = Finder(text, is_inside)
    for declaration in tree.get("inner", []):
        if declaration.get("kind") == "FunctionDecl" and "includedFrom" not in declaration.get("loc", {}):
            for inner in declaration.get("inner", []):
                if inner.get("kind") == "CompoundStmt":
                    finder.visit(inner, declaration)
    return [wraps for _, wraps in sorted(finder.places.items())]


def wrapped(text, wraps):
    """The program with these wraps, of which no two have the same range."""
    edits = []
    for number, wrap in enumerate(wraps):
        length = wrap.end - wrap.begin
        edits.append((wrap.begin, 1, -length, wrap.before.replace("%d", str(number))))
        edits.append((wrap.end, 0, length, wrap.after.replace("%d", str(number))))
    result, at = [], 0
    for offset, _, _, inserted in sorted(edits):
        result += [text[at:offset], inserted]
        at = offset
    return "".join(result) + text[at:]


class Finder:
    def __init__(self, text, is_inside):
        self.text, self.is_inside, self.places = text, is_inside, {}
        self.directives = [match.span() for match in re.finditer(r"(?m)^[ \t]*#(?:\\\n|.)*", text)]

    def offset(self, place):
        """Where it is written, or None where a macro's body is the place."""
        if "spellingLoc" in place:
            if not place["expansionLoc"].get("isMacroArgExpansion"):
                return None
            place = place["spellingLoc"]
        if "offset" not in place or "includedFrom" in place:
            return None
        return place["offset"], place["offset"] + place["tokLen"]

    def extent(self, node):
        begin, end = (self.offset(node.get("range", {}).get(key, {})) for key in ("begin", "end"))
        if not begin or not end or begin[0] >= end[1] or not self.is_inside(begin[0]):
            return None
        if any(first <= begin[0] < last for first, last in self.directives):
            return None
        written = self.text[begin[0]:end[1]]
        return (begin[0], end[1]) if is_balanced(written) and "\n#" not in written else None

    def add(self, begin, end, wraps):
        self.places.setdefault((begin, end), []).extend(Wrap(begin, end, *wrap) for wrap in wraps)

    def visit(self, node, parent):
        kind = node.get("kind", "")
        if kind in UNEVALUATED or (kind == "VarDecl" and node.get("storageClass") in ("static", "extern")):
            return
        if parent.get("kind") == "CompoundStmt" and kind != "DeclStmt":
            self.statement(node)
        if "valueCategory" in node:
            self.expression(node, parent)
        for inner in node.get("inner", []):
            self.visit(inner, node)

    def expression(self, node, parent):
        extent = self.extent(node)
        kind, type_name = node["kind"], node.get("type", {})
        type_name = type_name.get("desugaredQualType", type_name.get("qualType", ""))
        if not extent or kind in ("InitListExpr", "ImplicitValueInitExpr", "DesignatedInitExpr", "StmtExpr"):
            return
        if re.search(r"\b(AWAIT|async_\w+)\s*\(\s*$", self.text[:extent[0]]):
            return  # its operand is a call
        if node.get("objectKind") not in (None, "bitfield") or re.search(r"\)\s*$|\*\)\(", type_name):
            return  # functions and pointers to them: the mark of ASYNC ones is lost on the way
        is_in_temporary = has_temporary(node)
        if node["valueCategory"] == "lvalue" and is_in_temporary:
            return  # its address would outlive it
        if node["valueCategory"] == "lvalue":
            is_of_text = kind == "StringLiteral" and parent.get("kind") != "ImplicitCastExpr"
            if node.get("objectKind") != "bitfield" and not is_of_text:
                self.add(*extent, [(f"({before}", f"{after})") for before, after in PLACE[:2]] + PLACE[2:])
            return
        if type_name.endswith("]") or node.get("castKind") == "ArrayToPointerDecay":
            return
        values = VALUE[:1] if "literal" in leads_of(node) else VALUE  # it lives as long as the block around it
        wraps = values + (KEPT if type_name not in ("void", "") and not is_in_temporary and not self.is_bit_field(node)
                         else [])
        wraps += (INTEGER * 2 if type_name in INTEGERS else []) + (NUMBER if type_name in NUMBERS else [])
        if parent.get("kind") in LOOPS | {"IfStmt"}:
            wraps = wraps + CONDITION
        self.add(*extent, wraps)

    def is_bit_field(self, node):
        return node.get("objectKind") == "bitfield" or (
            node["kind"] in ("ImplicitCastExpr", "ParenExpr", "BinaryOperator", "CompoundAssignOperator",
                             "UnaryOperator", "ConditionalOperator", "StmtExpr")
            and any("kind" in inner and self.is_bit_field(inner) for inner in node.get("inner", [])))

    def statement(self, node):
        extent = self.extent(node)
        if not extent:
            return
        begin, end = extent
        if not ends_in_block(node) and node.get("kind") != "NullStmt":
            rest = re.match(r"(?:\s|/\*.*?\*/|//[^\n]*)*;", self.text[end:], re.DOTALL)
            if not rest:
                return
            end += rest.end()
        leads = leads_of(node)
        if "literal" in leads:
            return  # it lives as long as the block around it
        self.add(begin, end, [(before, after) for before, after, unless in STATEMENT if not unless & leads])


def has_temporary(node):
    """Whether a call in it gives a struct or a union, or there is a literal that lives as long as its block."""
    type_name = node.get("type", {})
    type_name = type_name.get("desugaredQualType", type_name.get("qualType", ""))
    is_struct = re.match(r"(const )?(struct|union) [^*]*$", type_name)
    is_temporary = (node.get("kind") == "CallExpr" and is_struct) or node.get("kind") == "CompoundLiteralExpr"
    return is_temporary or any(map(has_temporary, node.get("inner", [])))


def is_balanced(text):
    text = re.sub(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', "", text)
    depth = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        if depth < 0:
            return False
    return depth == 0


def ends_in_block(node):
    kind, inner = node.get("kind"), [part for part in node.get("inner", []) if part.get("kind")]
    if kind == "CompoundStmt":
        return True
    if kind in ("IfStmt", "ForStmt", "WhileStmt", "SwitchStmt", "LabelStmt", "CaseStmt", "DefaultStmt",
                "AttributedStmt"):
        return bool(inner) and ends_in_block(inner[-1])
    return False


def leads_of(node):
    """How control leads out of a statement, or into it: words of LEADS."""
    kind = node.get("kind")
    leads = {LEADS[kind]} if kind in LEADS else set()
    for inner in node.get("inner", []):
        leads |= leads_of(inner)
    if kind in LOOPS:
        leads -= {"break", "continue"}
    if kind == "SwitchStmt":
        leads -= {"break", "case"}
    return leads
