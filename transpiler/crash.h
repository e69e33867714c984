/* crash.h - what becomes of a file that is too much for asyncc or for libclang: an error, not a dead process. */
#ifndef AC_CRASH_H
#define AC_CRASH_H

/* From here on, where the stack is exhausted, or asyncc or libclang does what no process may, the process ends with
 * `status` and a message about the file `input`, which is borrowed. Before anything of libclang is called. */
void ac_catch_crashes(const char *input, int status);

#endif
