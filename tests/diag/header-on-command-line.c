// flags: -include header-definition-inline.h
/* A header that no #include names has no place in the text, where the twin of its function could go. */
#include <asyncc.h> // expect-error@header-on-command-line.c:1: header-definition-inline.h' has ASYNC functions

int main(void)
{
    return async_run(inline_in_header(1));
}
