/* stmt.h - shared by the files that copy statements: stmt.c, decl.c. */
#ifndef AC_FRONT_STMT_H
#define AC_FRONT_STMT_H

#include "front.h"

/* stmt.c */
struct ac_stmt *ac_new_stmt(struct ac_front *front, CXCursor cursor, enum ac_stmt_kind kind);

/* decl.c: a declaration inside a function. */
struct ac_stmt *ac_build_decl(struct ac_front *front, CXCursor cursor);

#endif
