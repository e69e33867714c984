/* session.h - one parse of one file by libclang: flags, resource directory, messages, and its end. */
#ifndef AC_SESSION_H
#define AC_SESSION_H

#include "../diag.h"
#include "../ir.h"
#include "../text/compose.h"

struct ac_session;
struct ac_macros;

/* Parses source->text as source->path with the compiler's flags. Errors that libclang reports go to `diags`, warnings
 * nowhere: the compiler that gets the output gives them. NULL where libclang gives up. */
struct ac_session *ac_session_open(struct ac_arena *arena, const struct ac_source *source, int flag_count,
                                   const char *const *flags, struct ac_diags *diags);
void ac_session_close(struct ac_session *session);

/* Files that the parse read, the main one first. */
void ac_session_dependencies(struct ac_arena *arena, struct ac_session *session, const char ***ret_paths,
                             size_t *ret_count);

/* Which file includes which, of a parse of `source`, in which no other file is put together with the main one yet. */
const struct ac_inclusion *ac_session_inclusions(struct ac_arena *arena, struct ac_session *session,
                                                 const struct ac_source *source);

/* session_macros.c: fills the macro table with what was defined and undefined, for `source`, of which `parsed` is the
 * text that the session parsed: with replacements, or the same. Before the session is closed,
 * ac_macros_tell_undefs_now(). */
void ac_session_macros(struct ac_arena *arena, struct ac_session *session, const struct ac_source *parsed,
                       const struct ac_source *source, struct ac_macros *macros);

/* Whether the file, a header or a flag has that in its text. */
bool ac_session_mentions(struct ac_arena *arena, struct ac_session *session, const char *word);

/* Whether the file or a header, but for those of the system, has a #pragma pack. */
bool ac_session_packs(struct ac_arena *arena, struct ac_session *session);

/* build.c: copies the tree into the IR. Adds to diags what is refused, and to unit->to_expand what must be expanded
 * first (then the unit is unfinished, and the caller starts again). *macros is what ac_session_macros() has filled;
 * NULL until that is needed. */
struct ac_unit *ac_build(struct ac_arena *arena, struct ac_session *session, struct ac_source *source,
                         struct ac_macros **macros, struct ac_diags *diags);

#endif
