/* cc/main.c - asyncc-cc, a compiler launcher: `asyncc-cc gcc -c foo.c` compiles foo.c by way of asyncc where foo.c
 * needs it, and is `gcc -c foo.c` where not. launch.c does the work. */
#include "launch.h"

#include <stdio.h>
#include <string.h>

static const char help[] =
    "Usage: asyncc-cc COMPILER [arguments]\n"
    "Runs COMPILER (gcc or clang, perhaps behind ccache) with the arguments. A C source that uses\n"
    "asyncc's markers is compiled by asyncc first, and a program made from such sources is linked\n"
    "with libasyncc. Everything else passes untouched. For builds: make CC=\"asyncc-cc gcc\"\n"
    "\n"
    "Environment:\n"
    "  ASYNCC          the transpiler, instead of the one beside asyncc-cc or in PATH\n"
    "  ASYNCC_PREFIX   where include/asyncc.h and lib/libasyncc.a are, instead of above asyncc-cc\n"
    "  TMPDIR          where temporary files go, instead of /tmp\n";

enum { STATUS_MISUSED = 2 };

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        fputs(help, stdout);
        return 0;
    }
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        puts("asyncc-cc " ASYNCC_VERSION);
        return 0;
    }
    if (argc < 2 || argv[1][0] == '-') {
        fputs("asyncc-cc: error: no compiler to run\nTry 'asyncc-cc --help'.\n", stderr);
        return STATUS_MISUSED;
    }
    return cc_launch(argv + 1, (size_t)argc - 1);
}
