/* trace.h - what the generated programs work with, and their trace. The same is in shim.py, for Python. */
#ifndef TRACE_H
#define TRACE_H

#include <asyncc.h>

#include <errno.h>
#include <math.h>

enum { HANDLES = 20, OBJECTS = 3, ANYBODY = -1 };

/* A time of so many 2^-20 seconds, the resolution of the trace. */
#define UNITS(n) ((n) / 1048576.0)

/* Each program begins with these as new. */
extern FUTURE(int) h[HANDLES]; /* tasks, futures, shields; NULL: not there yet, or given up */
extern async_handle timer[HANDLES];
extern async_lock lock[OBJECTS], condition_lock[OBJECTS];
extern async_semaphore semaphore[OBJECTS];
extern async_bounded_semaphore bounded[OBJECTS];
extern async_event event[OBJECTS];
extern async_condition condition[OBJECTS];
extern async_barrier barrier[OBJECTS];
extern ASYNC_QUEUE(int) queue[OBJECTS];
extern async_loop *loop;

/* The program of a seed. */
struct program {
    unsigned seed;
    void (*start)(void); /* makes the queues, spawns the first tasks */
};
extern const struct program programs[];
extern const unsigned program_count;

/* A line of the trace: when, which task, which statement, what, and how it ended. */
void note(int me, int label, const char *what, int value);
/* The same for an await that was caught. */
void note_end(int me, int label, const char *what, int value, const async_error *error);

int compare_ints(const void *a, const void *b);
/* Takes a handle out of h. */
FUTURE(int) take(int i);
/* What is known of h[i]: its value; minus the code of its error; PENDING. */
int peek(int i);
void shield_to(int to, int from);
int get_nowait(int i);
/* Those of h[which[..]] that are there; -1 ends the list. The first two fold values, and codes of errors, into one; the
 * other gives how many are done. */
ASYNC int gather_of(const int *which);
ASYNC int settled_of(const int *which);
ASYNC int wait_of(const int *which, double timeout, int when);
/* Those that are pending, as they are done: folds their values, in this order, or ends with the first error. */
ASYNC int completed_of(const int *which, double timeout);

#endif
