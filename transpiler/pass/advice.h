/* advice.h - warns about what C and the language allow and is probably wrong in an ASYNC function.
 *
 *     sleep(1);                 blocks all tasks of the thread
 *     pthread_mutex_lock(&m);
 *     AWAIT(send(m));           while the mutex is locked
 *     FUTURE(int) f = SPAWN(…); and then f is never used
 */
#ifndef AC_PASS_ADVICE_H
#define AC_PASS_ADVICE_H

#include "../diag.h"
#include "../ir.h"

/* After build, when the tree is as the user wrote it, with errors or without. Changes nothing. */
void ac_advise(const struct ac_unit *unit, struct ac_diags *diags);

#endif
