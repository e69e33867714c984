/* program.h - the program that asyncify works on: its functions, the types of its pointers to functions, and the edits.
 */
#ifndef ASYNCIFY_PROGRAM_H
#define ASYNCIFY_PROGRAM_H

#include "base/arena.h"
#include "front/cursor_map.h"

#include <clang-c/Index.h>
#include <stdbool.h>
#include <stddef.h>

/* Text to be inserted before an offset of the file; of several at one place, in the order of their making. */
struct edit {
    unsigned offset, order;
    const char *text;
};

struct functions {
    struct function **items;
    size_t count, capacity;
};

struct shapes {
    struct shape **items;
    size_t count, capacity;
};

/* A function that the file defines. */
struct function {
    CXCursor cursor; /* canonical */
    bool is_plain, is_main;
    struct shape *shape;      /* where something takes its address */
    struct functions callees; /* direct calls */
    struct shapes called;     /* calls through pointers */
};

/* A type of functions that pointers point to: ASYNC wherever it is written, or nowhere. */
struct shape {
    const char *spelling;
    bool is_plain;
};

struct program {
    struct ac_arena *arena;
    const char *text;
    bool late; /* nothing yields at the entry of a function */
    unsigned values;
    unsigned long long random;
    struct {
        struct edit *items;
        size_t count, capacity;
    } edits;
    struct functions functions;
    struct ac_cursor_map by_cursor;
    struct shapes shapes;
    bool main_has_arguments;
    unsigned last_pointer; /* where ASYNC was last put before a pointer to functions */
};

/* ---- places: program.c ---- */

/* Where a cursor's text begins and ends, if it stands in the file and not in a macro. */
bool extent(CXCursor cursor, unsigned *begin, unsigned *end);
void insert(struct program *program, unsigned offset, const char *text);

struct kids {
    struct program *program;
    CXCursor *items;
    size_t count, capacity;
};
struct kids kids_of(struct program *program, CXCursor cursor);

/* ---- which functions and types become ASYNC: choose.c ---- */

void choose(struct program *program, CXCursor unit);
/* The function of the file that a cursor names, or NULL. */
struct function *function_of(const struct program *program, CXCursor cursor);
/* The shape of a function type, a pointer to one, or an array of such; NULL for another type. */
struct shape *shape_of(struct program *program, CXType type);
/* A declaration that writes a function type out, rather than naming a typedef of it. */
bool writes_shape(CXCursor declaration);

/* ---- the edits: walk.c ---- */

void edit_program(struct program *program, CXCursor unit);

#endif
