"""headers.py - the public names of a header of the runtime, and the comments that tell what they are.

It knows no C but the way these headers are laid out: a comment that begins a line tells about the declarations and
macros under it, up to the next blank line; one with a blank line under it stands for itself; `/* ---- title ---- */`
begins a section; the first comment is about the header. A name is public unless it has two underscores in a row. Of
macros with two forms, one for asyncc and one for the compiler, the first is shown."""

import re

PUBLIC = re.compile(r"\b(?:async|ASYNC|ASYNCC)_(?!_)\w+|"
                    r"\b(?:ASYNC|AWAIT|SPAWN|FUTURE|DEFER|RAISE|RERAISE)(?:_[A-Z]+)*\b")
SECTION = re.compile(r"/\* -{4} (.+?) -{4,} \*/$")
MACRO = re.compile(r"#define (\w+)(\([^)]*\))?")
GENERATED = ("what asyncc",)  # how the titles of sections begin in which names need no comments


class Item:
    """What stands under one comment: `signatures` are lines of C, `names` the public names that they make known."""

    def __init__(self, text, line):
        self.text = text
        self.line = line
        self.signatures = []
        self.names = []
        self.is_internal = False  # nothing but names that are not public stands under it

    def add(self, name, signature):
        self.names.append(name)
        self.signatures.append(signature)


class Section:
    def __init__(self, title):
        self.title = title
        self.items = []


class Header:
    """`text` is the first comment, `aliases` the short names of markers, by the long ones."""

    def __init__(self, path):
        self.path = path
        self.text = None
        self.sections = [Section(None)]
        self.aliases = {}
        Reader(self).read()

    def items(self):
        return [item for section in self.sections for item in section.items]

    def names(self):
        return [name for item in self.items() for name in item.names] + list(self.aliases.values())

    def undocumented(self):
        """(line, name) of those that no comment tells about; the markers' are in the first one."""
        found = []
        for section in self.sections:
            if section.title and section.title.startswith(GENERATED):
                continue
            for item in section.items:
                found += [(item.line, name) for name in item.names if not item.text and not self.is_told(name)]
        return found

    def is_told(self, name):
        return re.search(rf"^  .*\b{self.aliases.get(name, name)}\b", self.text, re.M) is not None


def is_public(name):
    return "__" not in name and PUBLIC.fullmatch(name) is not None


def words_of(comment):
    """The text of a comment, without what makes it one."""
    lines = [re.sub(r"^ ?\*? ?", "", line) for line in comment[2:-2].split("\n")]
    return "\n".join(line.rstrip() for line in lines).strip()


class Reader:
    def __init__(self, header):
        self.header = header
        with open(header.path, encoding="utf-8") as file:
            self.lines = file.read().split("\n")
        self.at = 0
        self.item = None

    def read(self):
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line:
                self.item = None
                self.at += 1
            elif line.startswith("/*"):
                self.comment()
            elif line.startswith("#"):
                self.directive()
            elif line in ('extern "C" {', "}"):
                self.at += 1
            else:
                self.declaration()

    def until(self, ends):
        """The lines from here to the first for which `ends` holds."""
        first = self.at
        while not ends(self.lines[self.at]):
            self.at += 1
            if self.at == len(self.lines):
                raise SystemExit(f"{self.header.path}:{first + 1}: this does not end")
        self.at += 1
        return self.lines[first : self.at]

    def comment(self):
        line = self.at + 1
        text = "\n".join(self.until(lambda line: line.endswith("*/")))
        section = SECTION.match(text)
        if section:
            self.header.sections.append(Section(section[1]))
        elif self.header.text is None:
            self.header.text = words_of(text)
        else:
            self.begin(words_of(text), line)

    def begin(self, text, line):
        self.item = Item(text, line)
        self.header.sections[-1].items.append(self.item)

    def add(self, name, signature):
        if is_public(name):
            if not self.item:
                self.begin(None, self.at)
            if name not in self.header.names():
                self.item.add(name, signature)
        if self.item:
            self.item.is_internal = not self.item.names

    def directive(self):
        text = "\n".join(self.until(lambda line: not line.endswith("\\")))
        macro = MACRO.match(text)
        if not macro or macro[1].endswith("_H"):
            return
        long = re.fullmatch(r"#define ([A-Z_]+) ASYNC_\1", text)
        if long:
            self.header.aliases["ASYNC_" + long[1]] = long[1]
        elif macro[1].endswith("__async"):
            self.operation(macro[1][: -len("__async")])
        else:
            self.add(macro[1], macro[1] + (macro[2] or ""))

    def operation(self, name):
        """What has such a macro is awaited."""
        if self.item:
            self.item.signatures = [re.sub(rf"^{name}\(.*\)$", r"AWAIT(\g<0>)", line) for line in self.item.signatures]

    def declaration(self):
        if re.match(r"(typedef )?(struct|enum)\b[^;()]*\{$", self.lines[self.at]):
            self.type()
        elif self.lines[self.at].startswith("static inline"):
            head = self.until(lambda line: line == "{")[:-1]
            self.until(lambda line: line == "}")
            self.function(" ".join(line.strip() for line in head)[len("static inline ") :] + ";")
        else:
            self.function(" ".join(line.strip() for line in self.until(lambda line: line.endswith(";"))))

    def type(self):
        lines = self.until(lambda line: line.startswith("}"))
        body = "\n".join(lines)
        tag = re.match(r"(?:typedef )?((?:struct|enum) *\w*)", lines[0])[1].strip()
        name = re.match(r"\} *(?:__attribute__\(\(.*\)\))? *(\w*)", lines[-1])[1] or tag.split()[-1]
        if "async__" in body or re.search(r"\bPrivate\b", (self.item and self.item.text) or ""):
            body = f"typedef {tag} {name};" if lines[0].startswith("typedef") else f"{tag};"
        if name == "enum":
            names = re.findall(r"^\s+(ASYNC_[A-Z]\w*)", body, re.M)
            self.add(names[0] if names else "", body)
            for other in names[1:]:
                self.item.names.append(other)
        else:
            self.add(name, body)

    def function(self, text):
        text = re.sub(r"__attribute__\(\((?:[^()]|\([^()]*\))*\)\) ?|ASYNC__(?:LEAF|COLD|TLS|OPERATION) ", "", text)
        text = text.replace("ASYNC_ASYNC", "ASYNC").replace("extern ", "").replace(" ;", ";")
        if not re.match(r"(struct \w+;|enum )", text):
            self.add(re.search(r"(\w+)\)?(?:\(|\[|;)", text)[1], text)
