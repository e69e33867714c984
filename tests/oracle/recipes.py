"""Which real programs there are for packages.py, and how each is put together."""

import base64
import bz2
import glob
import gzip
import os


class Package:
    """How a program is put together of its package's files, and what it is asked to do.

    `sources` are patterns, in order; `first` and `last` are put around them, `before` tells what is put before one.
    Headers in `once` lack guards. A flag -fno-sanitize is for what the program itself does wrong. `files` are made. A
    run is a list of arguments, and the file that is its input."""

    def __init__(self, sources, runs, first="", before=(), flags=(), once=(), files=(), last=""):
        self.sources, self.runs, self.first, self.before = sources, runs, first, dict(before)
        self.flags, self.once, self.files, self.last = flags, once, dict(files), last

    def unity(self, folder):
        """The file that includes all others."""
        lines = [self.first]
        for pattern in self.sources:
            found = sorted(os.path.relpath(path, folder) for path in glob.glob(os.path.join(folder, pattern)))
            assert found, pattern
            for source in found:
                lines += [self.before.get(source, ""), f'#include "{source}"']
        return "\n".join(lines + [self.last]) + "\n"


def renamed(*names):
    """Gives names of one file others from here on: each time the count says so."""
    renamed.count += 1
    return "\n".join(f"#undef {name}\n#define {name} {name}_{renamed.count}" for name in names)


renamed.count = 0

JSON_DRIVER = """
int main(void)
{
    static char text[1 << 20];
    text[fread(text, 1, sizeof text - 1, stdin)] = 0;
    cJSON *value = cJSON_Parse(text);
    char *pretty = cJSON_Print(value), *flat = cJSON_PrintUnformatted(value);
    cJSON *copy = cJSON_Duplicate(value, 1);
    printf("%s\\n%s\\n%d\\n", pretty, flat, cJSON_Compare(value, copy, 1));
    cJSON_Minify(text);
    puts(text);
    free(pretty), free(flat), cJSON_Delete(value), cJSON_Delete(copy);
    return 0;
}
"""
JSON_TEXT = '{"a": [1, 2.5, -3e10, true, false, null, "x\\u00e9\\n"], "b": {"c": {"d": [[], {}, [{"e": 1}]]}}}\n'

# Called only where a constant says that it never is: the linker may ask for them all the same.
RANDOM = "".join(f"mp_err s_read_{name}(void *p, size_t n)\n{{\n    (void)p, (void)n;\n    return MP_ERR;\n}}\n"
                 for name in ("ltm_rng", "arc4random", "wincsp"))
MATH_DRIVER = """
#include <stdio.h>
int main(void)
{
    mp_int a, b, c, d;
    mp_init_multi(&a, &b, &c, &d, NULL);
    char text[2000];
    mp_read_radix(&a, "123456789012345678901234567890123456789012345678901234567891", 10);
    mp_read_radix(&b, "fedcba9876543210fedcba9876543210fedcba98765432100123456789abcdef", 16);
    mp_mul(&a, &b, &c), mp_expt_u32(&a, 9, &d), mp_mul(&c, &d, &d);
    mp_to_radix(&d, text, sizeof text, NULL, 10), puts(text);
    mp_exptmod(&a, &c, &b, &d), mp_to_radix(&d, text, sizeof text, NULL, 16), puts(text);
    mp_gcd(&c, &b, &d), mp_to_radix(&d, text, sizeof text, NULL, 10), puts(text);
    mp_sqrt(&c, &d), mp_to_radix(&d, text, sizeof text, NULL, 36), puts(text);
    mp_bool prime;
    for (int i = 0; i < 40; i++) {
        mp_incr(&a), mp_prime_is_prime(&a, 4, &prime), putchar('0' + prime);
    }
    mp_clear_multi(&a, &b, &c, &d, NULL);
    return 0;
}
"""

CNF_TEXT = "p cnf 6 9\n1 2 3 0\n-1 4 0\n-2 5 0\n-3 6 0\n-4 -5 0\n-5 -6 0\n-4 -6 0\n1 -2 6 0\n-1 2 -3 0\n"

LUA_PROGRAM = """
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
local t = {}
for i = 1, 200 do t[#t + 1] = (i * 7919) % 211 end
table.sort(t, function(a, b) return a > b end)
print(fib(15), table.concat(t, ","), ("x"):rep(3), string.format("%5.2f|%q", 3.14159, "a\\nb"))
local co = coroutine.wrap(function(a) for i = 1, 3 do a = coroutine.yield(a + i) end return "end" end)
print(co(1), co(2), co(3), co(4))
print(pcall(function() error({code = 3}) end), select("#", 1, nil, 3), ("hello world"):gsub("o", "0"))
print(string.find("key = value", "^(%w+)%s*=%s*(%w+)$"), #("%d"):rep(10), math.type(1 // 1), 7 // 2, 2 ^ 10)
print(load("local a <const> = 3; goto done; do return 1 end ::done:: return a")())
"""

JS_PROGRAM = """
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }
print(fib(12), [3, 1, 2].sort().map(function (x) { return x * 2; }), "a-b-c".replace(/-/g, "+"));
try { null.x } catch (e) { print(e); }
print(JSON.stringify({ a: [1, { b: 2 }], c: "x" }), parseInt("ff", 16), (1234.5678).toFixed(2));
print(/(\\d+)/.exec("ab123")[1]);
"""

# Each line of the input: a pattern, a tab, and what it is looked for in.
REGEX_DRIVER = """
int main(void)
{
    OnigEncoding encodings[] = {ONIG_ENCODING_UTF8};
    char line[1000];
    onig_initialize(encodings, 1);
    while (fgets(line, sizeof line, stdin)) {
        UChar *subject = (UChar *)strchr(line, '\\t'), *end = (UChar *)strchr(line, '\\n');
        regex_t *regex;
        OnigErrorInfo info;
        OnigRegion *region = onig_region_new();
        int r = onig_new(&regex, (UChar *)line, subject++, ONIG_OPTION_IGNORECASE, ONIG_ENCODING_UTF8,
                         ONIG_SYNTAX_DEFAULT, &info);
        if (r == ONIG_NORMAL) {
            r = onig_search(regex, subject, end, subject, end, region, ONIG_OPTION_NONE);
            for (int i = 0; r >= 0 && i < region->num_regs; i++) {
                printf("%d-%d ", region->beg[i], region->end[i]);
            }
            onig_free(regex);
        }
        printf("%d\\n", r);
        onig_region_free(region, 1);
    }
    return onig_end();
}
"""
REGEX_LINES = "".join(f"{pattern}\t{subject}\n" for pattern, subject in (
    (r"(\w+)\s+(\d{2,4})", "Straße  2024"), (r"(?<=a)b+(?!c)", "abbc abb"), (r"(a|ab)(c|bcd)(d*)", "abcd"),
    (r"^(?:(\()|[^()])+(?(1)\))$", "(x)"), (r"(?<n>x)\k<n>{2}|\g<n>y", "axxxy"), (r"[[:alpha:]&&[^aeiou]]+?z", "aBcdz"),
    (r"STRASSE", "die straße"), (r"\p{Greek}+|\h", "xyz αβγ"), (r"(?>a*)a", "aaaa"), (r"(?i:é)\X\R?", "É\u0301x"),
    (r"(a*)*b", "aaaaaaaaaaaac"), (r"(", "x"), (r"a{3,1}", "aaa"), (r"\bfoo\B", "foot"), (r"(?m).*\z", "one two")))

UNIFDEF_INPUT = "#ifdef A\na\n#if defined(B) && !defined(C)\nb\n#else\nc\n#endif\n#elif X\nd\n#else\ne\n#endif\nf\n"

# What compress makes of 30 lines: "2 squared is 4" and so on.
LZW_DATA = base64.b85decode(
    "ADxgeK+K6#CybmjWI&{u0|JJE7y=0zM5vHq3<WYG7Ce}6AqW}@W@wz)kzo!6G)8i)2qK0J1vOMs^eCf-0vj?*f|&90"
    "MoyMAPU86K(FVvIL>c0^7$e}ojWaF6a2NyPQ<5xW$Y7fB>Pn9>Xn>3%(reU~Hcp03+A_z>7%|Q2lu`2`PPr^=zV(Th"
    "CJwbj`!bv%V=Pj^J8fK);Z)*RhBT&PwCeb**u`Bd>!g7Lq>QqfS=NwovM}2kH(u6cYoo4=yP=Dw#>h7|!yBYA2DT02"
    "MrVwNd3U}D")

ED_SCRIPT = """H
0a
alpha beta
gamma  delta
epsilon
zeta eta theta
.
1,$p
2s/\\(gam\\)\\(ma\\)/\\2-\\1/p
g/a$/s/a/A/gp\\
n
2m0
1,2t$
/eps/,$n
kx
'xd
u
1,2j
,l
v/e/d
=
?lph?
w out.txt
e in.ed
$
3,9p
nonsense
q
Q
"""

BC_PROGRAM = """
scale = 30
define f(n) { if (n <= 1) return (1); return (n * f(n - 1)); }
define p(*a[], n) { auto i; for (i = 0; i < n; i++) a[i] = i ^ 2; return (a[n - 1]); }
f(40)
sqrt(2)
p(b[], 12)
b[7]; b[11]
obase = 16
f(25)
ibase = 2
1101.101
ibase = A
obase = 100
2 ^ 100
obase = 10
for (i = 0; i < 10; i++) { if (i % 3 == 1) continue; if (i > 7) break; print i, " ", i ^ i / 7, "\\n"; }
while (i-- > 3) i
1 / 0
length(12345.678); scale(1.23456)
x = 3; x += 4; x ^= 5; x; x++ + ++x; !x; x < 4 || x > 2 && x == 9
if (x == 0) 1 else "other\\n"
syntax error here
-17 % 5; 2.5 * -3.75; .1 ^ -3
"""

PACKAGES = {
    "ncompress": Package(["compress42.c"], [(["-c"], "README.md"), (["-cb9"], "compress42.c"), (["-cd"], "in.Z"),
                                            (["-cdv", "compress.1"], "in.Z")],
                         first="#define quiet is_quiet",
                         flags=["-DDIRENT=1", "-DUTIME_H=1", "-DUSERMEM=800000", "-DREGISTERS=3", "-I."],
                         files={"in.Z": LZW_DATA}),
    "ed": Package(["*.c"], [(["-s", "in.ed"], "in.ed"), ([], "in.ed")], files={"in.ed": ED_SCRIPT},
                  flags=['-DPROGVERSION="1"', "-I.", "-fno-sanitize=nonnull-attribute,pointer-overflow"],
                  once=["ed.h", "carg_parser.h"],
                  first="#include <setjmp.h>\n#include <signal.h>\n#undef setjmp\n#define setjmp(state) 0\n"
                        "#undef sa_handler"),
    "bc": Package(["bc/global.c", "bc/[a-fh-r]*.c", "bc/scan.c", "bc/storage.c", "bc/[t-z]*.c", "lib/number.c"],
                  [(["-q"], "in.bc"), (["-s", "in.bc"], "in.bc"), (["-cq"], "in.bc")],
                  first="#define quiet is_quiet", flags=["-I.", "-Ibc", "-Ih"],
                  once=["bc/bcdefs.h", "bc/const.h", "bc/global.h", "bc/proto.h", "h/number.h"],
                  files={"in.bc": BC_PROGRAM, "bc/libmath.h": "{0};\n",
                         "config.h": "".join(f"#define HAVE_{name}_H 1\n" for name in
                                             ("STDARG", "STDLIB", "STRING", "LIMITS", "UNISTD", "ERRNO")) +
                                     '#define PACKAGE "bc"\n#define VERSION "1"\n#define BC_COPYRIGHT "c"\n'}),
    "bzip2": Package(
        ["blocksort.c", "huffman.c", "crctable.c", "randtable.c", "compress.c", "decompress.c", "bzlib.c", "bzip2.c"],
        [(["-c"], "README"), (["-c1"], "words1"), (["-dc"], "in.bz2"), (["-dcs"], "in.bz2"), (["-tv"], "README")],
        files={"in.bz2": bz2.compress(MATH_DRIVER.encode() * 3)},
        before={"bzip2.c": "#undef SET_BINARY_MODE\n#define myfeof myfeof_of_bzip2"}),
    "zlib": Package(
        ["adler32.c", "crc32.c", "deflate.c", "trees.c", "inflate.c", "inffast.c", "inftrees.c", "zutil.c",
         "compress.c", "uncompr.c", "gzlib.c", "gzread.c", "gzwrite.c", "gzclose.c", "test/minigzip.c"],
        [([], "README"), (["-9"], "ChangeLog"), (["-d"], "in.gz")],
        files={"in.gz": gzip.compress(MATH_DRIVER.encode())},
        flags=["-I.", "-D_LARGEFILE64_SOURCE=1", "-DHAVE_UNISTD_H"],
        once=["inftrees.h", "inflate.h", "inffast.h", "gzguts.h", "zutil.h", "deflate.h", "crc32.h"]),
    "figlet": Package(["crc.c", "inflate.c", "zipio.c", "utf8.c", "figlet.c"],
                      [(["-d", "fonts", "Hello"], "README"), (["-d", "fonts", "-f", "slant", "-c", "a b"], "README"),
                       (["-d", "fonts", "-f", "nonexistent", "x"], "README"), 
                       (["-d", "fonts", "-k", "-w", "60"], "FAQ")]),
    "unifdef": Package(["unifdef.c"], [(["-DA", "-UB"], "in.h"), (["-UA", "-DX=0", "-t"], "in.h"), (["-s"], "in.h"),
                                       (["-DA=1", "-n", "-b"], "in.h")],
                       flags=["-I.", "-fno-sanitize=pointer-overflow"],
                       files={"in.h": UNIFDEF_INPUT}),
    "cjson": Package(["cJSON.c"], [([], "in.json")], last="#include <stdio.h>" + JSON_DRIVER,
                     files={"in.json": JSON_TEXT}),
    "libtommath": Package(["bn_*.c"], [([], "LICENSE")], last=RANDOM + MATH_DRIVER, flags=["-I."]),
    "picosat": Package(["picosat.c", "version.c", "app.c", "main.c"],
                       [([], "in.cnf"), (["--all"], "in.cnf"), (["-h"], "in.cnf")],
                       flags=["-DNDEBUG", "-I.", "-fno-sanitize=pointer-overflow"],
                       files={"in.cnf": CNF_TEXT,
                              "config.h": '#define PICOSAT_CC "cc"\n#define PICOSAT_CFLAGS ""\n'
                                          '#define PICOSAT_VERSION "1"\n'}),
    "cmark": Package(["src/[a-l]*.c", "src/man.c", "src/[n-z]*.c", "src/main.c"],
                     [([], "README.md"), (["-t", "man"], "README.md"), (["-t", "xml"], "test/spec.txt"),
                      (["-t", "commonmark"], "README.md"), (["-t", "latex", "--smart"], "README.md")],
                     flags=["-Isrc"], first='#include "render.h"',
                     before={"src/commonmark.c": renamed("outc", "S_render_node"),
                             "src/html.c": renamed("S_render_node"),
                             "src/inlines.c": "#undef peek_at\n" + renamed("S_is_line_end_char"),
                             "src/latex.c": renamed("outc", "S_render_node"),
                             "src/man.c": renamed("S_render_node", "outc"),
                             "src/render.c": "#undef outc",
                             "src/xml.c": renamed("S_render_node", "escape_xml", "render_state")},
                     files={"src/cmark_version.h": '#define CMARK_VERSION 1\n#define CMARK_VERSION_STRING "1"\n',
                            "src/cmark_export.h": "#define CMARK_EXPORT\n",
                            "src/config.h": "#include <stdbool.h>\n#define HAVE___BUILTIN_EXPECT 1\n"
                                            "#define CMARK_INLINE inline\n"
                                            "#define CMARK_ATTRIBUTE(list) __attribute__(list)\n"}),
    "libonig": Package(["src/regparse.c", "src/regcomp.c", "src/regex[et]*.c", "src/regenc.c", "src/regerror.c",
                        "src/regsyntax.c", "src/regtrav.c", "src/regversion.c", "src/st.c", "src/unicode.c",
                        "src/unicode_unfold_key.c", "src/unicode_fold[123]_key.c", "src/ascii.c", "src/utf8.c",
                        "src/onig_init.c"], [([], "in.txt")], last=REGEX_DRIVER,
                       before={f"src/unicode_{key}_key.c": renamed("hash") for key in
                               ("unfold", "fold1", "fold2", "fold3")},
                       # its tables draw 5,000 of these, as written and transpiled
                       flags=["-Isrc", "-I.", "-Wno-missing-field-initializers"],
                       first="#include <stdio.h>\n#include <stdlib.h>\n#define xalloca malloc",
                       files={"in.txt": REGEX_LINES,
                              "config.h": "#define SIZEOF_INT 4\n#define SIZEOF_LONG 8\n#define SIZEOF_LONG_LONG 8\n"
                                          "#define SIZEOF_VOIDP 8\n#define HAVE_STDINT_H 1\n"}),
    "lua5.4": Package(["src/l[a-tv-z]*.c", "src/lutf8lib.c", "src/lundump.c", "src/lua.c"],
                      [(["in.lua"], "in.lua"), (["-"], "in.lua"), (["-e", "error('x')"], "in.lua")],
                      flags=["-Isrc"], first="#define check check_of_lua",
                      files={"in.lua": LUA_PROGRAM, "src/lua5.4-deb-multiarch.h": '#define DEB_HOST_MULTIARCH "x"\n'}),
    "mujs": Package(["one.c", "main.c"], [(["in.js"], "in.js")], flags=["-I.", "-fno-sanitize=pointer-overflow"],
                    files={"in.js": JS_PROGRAM}),
}
