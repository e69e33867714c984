/* cc/edit.h - variants of a compile command: other inputs, further options, some words left out. */
#ifndef AC_CC_EDIT_H
#define AC_CC_EDIT_H

#include "command.h"

enum {
    CC_DROP_STAGE = 1,        /* -c, -S */
    CC_DROP_OUTPUT = 2,       /* -o FILE */
    CC_DROP_DEPENDENCIES = 4, /* -MD, -MF FILE, ... */
    CC_DROP_LINKER = 8,       /* what only the linker reads */
    CC_DROP_INPUTS = 16, /* some inputs are dropped: each -x that is needed stands before its input, no others do */
};

/* What stands where an input stood. */
struct cc_place {
    const char *path; /* NULL: nothing, the input is dropped */
    bool is_object;   /* of a source: `path` is what it was compiled to */
};

struct cc_edit {
    unsigned drop;
    const struct cc_place *places; /* for each input of the command */
    struct ac_args insert;         /* go before the first option of the command */
    struct ac_args append;         /* go behind everything */
};

struct ac_args cc_edit_words(struct ac_arena *arena, const struct cc_command *command, const struct cc_edit *edit);

#endif
