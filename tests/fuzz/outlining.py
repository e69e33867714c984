"""outlining.py - moves runs of tokens of a C program into macros. What comes out of the preprocessor stays the same but
for what depends on lines, or is made a string or pasted: outline.py compares."""
import bisect
import dataclasses
import re

TOKEN = re.compile(r"""
    (?P<space>(?:[ \t\v\f\r]|\\\n|/\*.*?\*/|//(?:\\\n|[^\n])*)+)
  | (?P<newline>\n)
  | (?P<literal>(?:u8|[uUL])?(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))
  | (?P<name>(?:[A-Za-z_$]|\\[uU][0-9a-fA-F]{4,8})(?:[\w$]|\\[uU][0-9a-fA-F]{4,8})*)
  | (?P<number>\.?[0-9](?:[eEpP][+-]|'\w|[\w.])*)
  | (?P<punctuator>%:%:|\.\.\.|<<=|>>=|\#\#|->|\+\+|--|<<|>>|[<>=!]=|&&|\|\||[*/%+\-&^|]=|<:|:>|<%|%>|%:|.)
""", re.VERBOSE | re.DOTALL)
DIRECTIVE = re.compile(r"(?:/\*.*?\*/|//(?:\\\n|[^\n])*|\\\n|[^\n])*", re.DOTALL)
OPENING, CLOSING = "([{", ")]}"


@dataclasses.dataclass
class Token:
    text: str
    begin: int
    end: int
    is_directive: bool = False


def tokens_of(text):
    tokens, at, at_line_start = [], 0, True
    while at < len(text):
        match = TOKEN.match(text, at)
        if at_line_start and match.group() in ("#", "%:"):
            match = DIRECTIVE.match(text, at)
            tokens.append(Token(match.group(), at, match.end(), True))
        elif match.lastgroup not in ("space", "newline"):
            tokens.append(Token(match.group(), at, match.end()))
            at_line_start = False
        at_line_start = at_line_start or match.lastgroup == "newline"
        at = match.end()
    return tokens


def texts_in(text):
    return [match.group() for match in TOKEN.finditer(text) if match.lastgroup not in ("space", "newline")]


@dataclasses.dataclass(frozen=True)
class Parameter:
    """What an argument is instead of: a range of tokens in brackets, or one token and all of the kind."""
    places: tuple  # (first, behind the last) of each
    is_variadic: bool = False


@dataclasses.dataclass(frozen=True)
class Span:
    """The tokens from `first` to `last`, without that, come out of a macro."""
    first: int
    last: int
    number: int
    parameters: tuple = ()
    has_parentheses: bool = False  # also where there are no parameters
    pasted: int = 0                # so many characters of the one token, the rest of it
    place: str = "top"             # of the definition: top, front or inside of the function
    redefines: bool = False        # shares its name with others
    noise: int = 0                 # seed of comments and splices in the definition

    def contains(self, other):
        return self.first <= other.first and other.last <= self.last and self is not other


class Program:
    def __init__(self, text):
        self.text, self.tokens = text, tokens_of(text)
        self.depth = self.depths()  # (of parentheses, of all brackets) in front of each token
        self.functions = self.async_functions()
        self.macros = {"AWAIT", "AWAIT_CATCH", "SPAWN", "SPAWN_ON", "FUTURE", "assert"}
        self.macros.update(re.findall(r"#\s*define\s+(\w+)\(", text), re.findall(r"\basync_\w+", text))
        self.invoked = self.invocations()  # of each parenthesis that closes one of a macro: where its name is

    def invocations(self):
        result, openings = {}, []
        for i, token in enumerate(self.tokens):
            if token.text == "(" and not token.is_directive:
                openings.append(i)
            elif token.text == ")" and openings:
                opening = openings.pop()
                if self.tokens[opening - 1].text in self.macros:
                    result[i] = opening - 1
        return result

    def tears(self, first, last):
        """Whether a parenthesis of a macro's arguments would come out of another macro: then it is none."""
        after_name = self.tokens[first].text == "(" and self.tokens[first - 1].text in self.macros
        return after_name or any(self.invoked.get(i, i) < first for i in range(first, last))

    def depths(self):
        result, round_ones, all_ones = [], 0, 0
        for token in self.tokens:
            result.append((round_ones, all_ones))
            if not token.is_directive and token.text in OPENING:
                all_ones, round_ones = all_ones + 1, round_ones + (token.text == "(")
            elif not token.is_directive and token.text in CLOSING:
                all_ones, round_ones = all_ones - 1, round_ones - (token.text == ")")
        return result + [(round_ones, all_ones)]

    def async_functions(self):
        """Ranges of tokens."""
        result, i = [], 0
        while i < len(self.tokens):
            if self.tokens[i].text in ("ASYNC", "ASYNC_ASYNC") and self.depth[i] == (0, 0):
                first = i
                while i < len(self.tokens) and not (self.tokens[i].text in (";", "{") and self.depth[i] == (0, 0)):
                    i += 1
                if i < len(self.tokens) and self.tokens[i].text == "{":
                    while i < len(self.tokens) and not (self.tokens[i].text == "}" and self.depth[i + 1] == (0, 0)):
                        i += 1
                    result.append((first, min(i + 1, len(self.tokens))))
            i += 1
        return result

    # ---- definitions ----

    def boundary(self, first, is_inside):
        """The last place at or in front of a token where a directive may stand."""
        while first > 0:
            before = self.tokens[first - 1]
            if self.depth[first][0] == 0 and (self.depth[first] == (0, 0) or is_inside) and (
                    before.is_directive or before.text in (";", "}") or (is_inside and before.text == "{")):
                return first
            first -= 1
        return 0

    def place(self, span, outermost):
        """Of a span's definition, and whether that is inside of the function."""
        after_include = next((i + 1 for i, token in enumerate(self.tokens)
                              if token.is_directive and re.match(r"#\s*include", token.text)), 0)
        for kind in ("inside", "front", "top")[("inside", "front", "top").index(span.place):]:
            at = after_include if kind == "top" else self.boundary(span.first, kind == "inside")
            if not any(other.first < at < other.last for other in outermost):
                return (at, kind == "inside") if kind != "top" or at <= span.first else (0, False)
        return 0, False

    # ---- text ----

    def outlined(self, spans):
        return Writer(self, spans).text()

    def changed_lines(self, spans):
        """What is in the mutant and not in the program."""
        own = set(self.text.split("\n"))
        return [line for line in self.outlined(spans).split("\n") if line not in own]


class Writer:
    """Writes one mutant."""

    def __init__(self, program, spans):
        self.program, self.spans = program, sorted(spans, key=lambda span: (span.first, -span.last, span.number))
        self.outermost = [span for span in self.spans if not any(other.contains(span) for other in self.spans)]
        self.names = {}
        self.prefix = "MACRO_"
        while self.prefix in program.text:
            self.prefix += "_"

    def name(self, span):
        return self.names.get(span, f"{self.prefix}{span.number}")

    def inner(self, first, last, outer):
        """The outermost spans in a range, but for `outer`, which has it inside."""
        inside = [span for span in self.spans if first <= span.first and span.last <= last and span is not outer and
                  (outer is None or outer.contains(span))]
        return [span for span in inside if not any(other.contains(span) for other in inside)]

    def pieces(self, first, last, outer, parameters=()):
        """The tokens of a range with what stands instead of some: (text, whether that is a token as it was)."""
        spans = {span.first: span for span in self.inner(first, last, outer)}
        instead = {begin: (end, i) for i, parameter in enumerate(parameters) for begin, end in parameter.places}
        result, i = [], first
        while i < last:
            if i in instead:
                end, index = instead[i]
                result.append(("__VA_ARGS__" if parameters[index].is_variadic else f"p{index + 1}_", None))
                i = end
            elif i in spans:
                result.append((self.invocation(spans[i]), None))
                i = spans[i].last
            else:
                result.append((self.program.tokens[i].text, i))
                i += 1
        return result

    def joined(self, pieces, noise=0):
        """With a space between two tokens that had something between them, or were none."""
        result, before = "", None
        for text, index in pieces:
            tokens = self.program.tokens
            if result and not (None not in (before, index) and tokens[before].end == tokens[index].begin):
                noise = noise * 1103515245 + 12345 & 0x7fffffff if noise else 0
                result += {3: " /* of it */ ", 4: " \\\n    "}.get(noise >> 16 & 7, " ")
            result += text
            before = index
        return result

    def invocation(self, span):
        if span.pasted:
            text = self.program.tokens[span.first].text
            return f"{self.prefix}PASTE({text[:span.pasted]}, {text[span.pasted:]})"
        if not span.parameters and not span.has_parentheses:
            return self.name(span)
        arguments = [self.joined(self.pieces(*parameter.places[0], span)) for parameter in span.parameters]
        return f"{self.name(span)}({', '.join(arguments)})"

    def definition(self, span):
        if span.pasted:
            return ""
        names = ", ".join("..." if parameter.is_variadic else f"p{i + 1}_"
                          for i, parameter in enumerate(span.parameters))
        head = self.name(span) + (f"({names})" if span.parameters or span.has_parentheses else "")
        body = self.joined(self.pieces(span.first, span.last, span, span.parameters), span.noise)
        undef = f"#undef {self.name(span)}\n" if span in self.names else ""
        return f"{undef}#define {head} {body}\n"

    def share_names(self, places):
        """Spans that may do so redefine one name: each is defined behind the use of the one before."""
        used_until = 0
        for span in self.outermost:
            at, is_inside = places[span]
            if span.redefines and is_inside and at >= used_until and not span.pasted:
                self.names[span] = f"{self.prefix}AGAIN"
                used_until = span.last

    def definitions(self):
        """By the tokens that they stand in front of."""
        places = {span: self.program.place(span, self.outermost) for span in self.outermost}
        self.share_names(places)
        result = {}
        for span in self.outermost:
            inner = [other for other in self.spans if span.contains(other)]
            text = "".join(self.definition(other) for other in [*inner, span])
            at = places[span][0]
            result[at] = result.get(at, "") + text
        if any(span.pasted for span in self.spans):
            result[0] = f"#define {self.prefix}PASTE(a, b) a##b\n" + result.get(0, "")
        return result

    def text(self):
        program, definitions = self.program, self.definitions()
        spans = {span.first: span for span in self.outermost}
        result, at, i = [], 0, 0
        while i < len(program.tokens):
            token = program.tokens[i]
            result.append(program.text[at:token.begin])
            if i in definitions:
                result.append("\n" + definitions[i])
            if i in spans:
                result.append(f" {self.invocation(spans[i])} ")
                i = spans[i].last
                at = program.tokens[i - 1].end
                lost = program.text.count("\n", token.begin, at)
                result.append("" if i < len(program.tokens) and program.tokens[i].is_directive else "\n" * (lost > 0))
            else:
                result.append(token.text)
                at, i = token.end, i + 1
        return "".join(result) + program.text[at:]


# ---- random ones -----------------------------------------------------------------------------------------------------


def random_spans(random, program, most):
    """Spans that are disjoint, or one in the other."""
    spans = []
    wanted = random.choice([n for n in (1, 2, 4, 8, 12, 16, 20, 30) if n <= most] or [1])
    for _ in range(wanted * 4):
        span = random_span(random, program, len(spans) + 1, spans)
        if span and fits(program, span, spans):
            spans.append(span)
        if len(spans) == wanted:
            break
    return [with_parameters(random, program, span, spans) for span in spans]


def random_span(random, program, number, spans):
    first, last = random.choice(program.functions)
    if spans and random.random() < 0.35:  # near another one: inside, around
        near = random.choice(spans)
        first, last = max(near.first - 4, 0), min(near.last + 4, len(program.tokens))
    elif random.random() < 0.15:  # what stands around the function
        first, last = max(first - 8, 0), min(last + 8, len(program.tokens))
    size = random.choice([1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 30])
    begin = random.randrange(first, last)
    end = min(begin + size, len(program.tokens))
    if random.random() < 0.4:  # ends with a bracket closed, if there is one
        end = next((i for i in range(end, min(end + 30, last)) if program.depth[i] == program.depth[begin]), end)
    return Span(begin, end, number, has_parentheses=random.random() < 0.1,
                place=random.choice(("top", "top", "front", "inside", "inside")), redefines=random.random() < 0.3,
                noise=random.choice((0, 0, random.randrange(1, 1 << 30))))


def fits(program, span, spans):
    if any(token.is_directive for token in program.tokens[span.first:span.last]):
        return False
    if program.tears(span.first, span.last):
        return False
    return all(span.last <= other.first or other.last <= span.first or
               (span.contains(other) or other.contains(span)) and
               (span.first, span.last) != (other.first, other.last) for other in spans)


def with_parameters(random, program, span, spans):
    token = program.tokens[span.first].text
    inner = [other for other in spans if span.contains(other)]
    if span.last - span.first == 1 and re.fullmatch(r"\w{2,}", token) and random.random() < 0.5:
        return dataclasses.replace(span, pasted=random.randrange(1, len(token)))
    parameters, taken = [], []
    for _ in range(random.choice((0, 0, 0, 1, 1, 2, 3, 5))):
        parameter = random_parameter(random, program, span)
        ranges = parameter.places if parameter else ()
        if ranges and all(end <= b or e <= begin for begin, end in ranges for b, e in taken) and all(
                end <= other.first or other.last <= begin or (begin <= other.first and other.last <= end and
                                                              len(ranges) == 1)
                for begin, end in ranges for other in inner):
            parameters.append(parameter)
            taken += ranges
    random.shuffle(parameters)
    variadic = [parameter for parameter in parameters if parameter.is_variadic][:1]
    return dataclasses.replace(span, parameters=tuple(p for p in parameters if not p.is_variadic) + tuple(variadic))


def random_parameter(random, program, span):
    """One token, each time that it is there, or the same depth of brackets all the way."""
    tokens = program.tokens
    begin = random.randrange(span.first, span.last)
    text = tokens[begin].text
    if random.random() < 0.6 and re.match(r"[\w\"'.]", text):
        return Parameter(tuple((i, i + 1) for i in range(span.first, span.last) if tokens[i].text == text))
    if random.random() < 0.2:
        begin, end = span.first, span.last
    else:
        end = random.randrange(begin + 1, span.last + 1)
    depths = program.depth[begin:end + 1]
    if program.tears(begin, end) or depths[0] != depths[-1] or any(depth < depths[0] for depth in depths):
        return None
    commas = any(tokens[i].text == "," and program.depth[i][0] == depths[0][0] for i in range(begin, end))
    return Parameter(((begin, end),), commas or random.random() < 0.1)


# ---- simpler ones ----------------------------------------------------------------------------------------------------


def fewer(_, spans):
    half = len(spans) // 2
    if half > 1:
        yield spans[:half]
        yield spans[half:]
    for i in range(len(spans) if len(spans) > 1 else 0):
        yield spans[:i] + spans[i + 1:]


def plainer(_, spans):
    for i, span in enumerate(spans):
        others = [dataclasses.replace(span, parameters=()), dataclasses.replace(span, noise=0),
                  dataclasses.replace(span, has_parentheses=False), dataclasses.replace(span, redefines=False),
                  dataclasses.replace(span, place="top"), dataclasses.replace(span, pasted=0)]
        others += [dataclasses.replace(span, parameters=span.parameters[:j] + span.parameters[j + 1:])
                   for j in range(len(span.parameters))]
        for other in others:
            if other != span:
                yield spans[:i] + [other] + spans[i + 1:]


def shorter(program, spans):
    for i, span in enumerate(spans):
        rest = spans[:i] + spans[i + 1:]
        for first, last in ((span.first, (span.first + span.last) // 2), ((span.first + span.last) // 2, span.last),
                            (span.first + 1, span.last), (span.first, span.last - 1)):
            other = dataclasses.replace(span, first=first, last=last)
            if first < last and fits(program, other, rest) and all(
                    first <= begin and end <= last for p in span.parameters for begin, end in p.places) and all(
                    other.contains(inner) == span.contains(inner) for inner in rest):
                yield spans[:i] + [other] + spans[i + 1:]


simpler_ones = (fewer, plainer, shorter, fewer)
