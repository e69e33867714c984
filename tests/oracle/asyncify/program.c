/* program.c - the text of cursors, and edits. */
#include "program.h"

bool extent(CXCursor cursor, unsigned *begin, unsigned *end)
{
    CXSourceRange range = clang_getCursorExtent(cursor);
    CXSourceLocation from = clang_getRangeStart(range), to = clang_getRangeEnd(range);
    unsigned expansion;
    CXFile file;
    clang_getSpellingLocation(from, &file, NULL, NULL, begin);
    clang_getExpansionLocation(from, NULL, NULL, NULL, &expansion);
    if (!clang_Location_isFromMainFile(from) || *begin != expansion) {
        return false;
    }
    clang_getSpellingLocation(to, &file, NULL, NULL, end);
    clang_getExpansionLocation(to, NULL, NULL, NULL, &expansion);
    return *end == expansion && *begin < *end;
}

void insert(struct program *program, unsigned offset, const char *text)
{
    AC_PUSH(program->arena, &program->edits, ((struct edit){offset, (unsigned)program->edits.count, text}));
}

static enum CXChildVisitResult add_kid(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct kids *kids = data;
    (void)parent;
    AC_PUSH(kids->program->arena, kids, cursor);
    return CXChildVisit_Continue;
}

struct kids kids_of(struct program *program, CXCursor cursor)
{
    struct kids kids = {.program = program};
    clang_visitChildren(cursor, add_kid, &kids);
    return kids;
}
