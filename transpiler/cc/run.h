/* cc/run.h - child processes and temporary files: what a signal must reach, and what it must not leave behind. */
#ifndef AC_CC_RUN_H
#define AC_CC_RUN_H

#include "../base/args.h"

/* From here on SIGINT, SIGTERM, SIGHUP and SIGQUIT are passed on to the child that runs, and then end asyncc-cc by way
 * of cc_finish(). Without it, nothing but cc_exec() may be called. */
void cc_run_begin(void);

/* Runs a program, found in PATH, and waits for it. Gives its wait status, as of waitpid(): 0 is success; where it
 * cannot be run, says so and gives that of exit(127). Once a signal came, nothing is run any more. */
int cc_run(char *const *words);

/* The same, and what it printed; to standard error it prints nothing. NULL where it failed. */
char *cc_run_quietly(struct ac_arena *arena, char *const *words);

/* Replaces asyncc-cc by a program; a signal that came before counts. Comes back, with a status for exit(), only where
 * it cannot be run. */
int cc_exec(char *const *words);

/* A directory for temporary files: the first call makes it. Where that fails, says so and ends. */
const char *cc_temporary_directory(struct ac_arena *arena);
void cc_remove_temporary_files(void);

/* Removes the temporary files and ends as the child of wait status `status` ended, or by the signal that came. */
void cc_finish(int status) __attribute__((noreturn));

#endif
