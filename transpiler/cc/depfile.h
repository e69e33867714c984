/* cc/depfile.h - dependency files speak of the user's source, not of the temporary file that was compiled. */
#ifndef AC_CC_DEPFILE_H
#define AC_CC_DEPFILE_H

#include "command.h"

/* In the dependency file that `command` wrote for its input `path`, replaces the name `temporary` by `path`. */
void cc_depfile_rename(struct ac_arena *arena, const struct cc_command *command, const char *temporary,
                       const char *path);

/* Where the dependencies of one of several sources go when one command compiles and links: as GCC has it, `program` and
 * src/foo.c give program-foo.d. */
const char *cc_depfile_of_link(struct ac_arena *arena, const struct cc_command *command, const char *path);

#endif
