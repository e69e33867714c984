/* support.h - what the programs in tests/run share: calls that suspend or not as the runner says, and leave a trace. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include <asyncc.h>

/* Every suspension in these programs ends here. The environment variable SUSPEND tells how:
 *   ready     it does not suspend
 *   yield     it yields once
 *   mixed     by turns it does not suspend, yields, sleeps
 *   scribble  it waits for a task that overwrites the free part of the C stack and makes and frees frames of all sizes
 *   later     it yields, and the calls that follow find the C stack exhausted and start on a fresh one */
ASYNC void turn(void);

ASYNC int get(int x);   /* prints "get x", takes a turn, gives x */
ASYNC int quiet(int x); /* takes a turn, gives x */
int note(int x);        /* prints "note x", gives x: no suspension */

/* True where p is a multiple of n: out of the sight of the optimiser, which knows what alignment p should have. */
int is_aligned(const volatile void *p, unsigned long n);

#endif
