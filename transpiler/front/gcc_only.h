/* gcc_only.h - what GCC can read and Clang cannot is hidden from libclang. */
#ifndef AC_GCC_ONLY_H
#define AC_GCC_ONLY_H

#include "../base/source.h"

#include <stdbool.h>

struct ac_session;

/* Whether a message of Clang's is about something that GCC has and Clang has not. */
bool ac_is_gcc_only(const char *message);

/* After a parse of session->text: makes blanks of the bodies that such messages are about, where those are bodies of
 * ordinary functions without a marker inside, and, if so wished, of such declarations and what needs them. True where
 * there were any: then the text is to be parsed again. */
bool ac_hide_gcc_only(struct ac_arena *arena, struct ac_session *session, const struct ac_source *source,
                      bool with_declarations);

/* After a parse: whether a body that was hidden mentions something that is ASYNC, and would have to change. */
bool ac_hides_async(const struct ac_session *session);

/* After a parse: whether a declaration that was hidden does, or is needed: session->needed_at tells where. */
bool ac_needs_undeclared(struct ac_session *session);

#endif
