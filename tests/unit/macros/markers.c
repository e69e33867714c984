// compilers: none, for the damaged files only
// Markers, alone and in macros.
#include <asyncc.h>
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define GET AWAIT(get(1))
#define RUN AWAIT
#define TRY(call, e) AWAIT_CATCH(call, e)
#define TWICE(x) (x) + (x)
#if 0
don't AWAIT(x(
#endif
static ASYNC int f(int x)
{
    int y = AWAIT(g(a, AWAIT /* c */ (b))), z = MAX(AWAIT(f()), GET);
    async_error e;
#if A
    x = AWAIT(g(
#else
    x = SPAWN(h(
#endif
        1));
    AWAIT_CATCH(h(1, 2), &e); SPAWN(AW\
AIT(k)); "AWAIT(x)"; // AWAIT(y)
    FUTURE(int) t[] = { SPAWN(f(TWICE(AWAIT(f(1))))), ASYNC_SPAWN_ON(l, f(2)) };
    RUN(g()); RUN (TRY(g(), &e)); TRY(AWAIT(f(GET)), AWAIT(g()));
    return AWAIT(AWAIT_CATCH(f(), TWICE(&e)));
}
int main(void) { async_loop_run_catch(l, x(1, 2), &e); async_coroutine_start(&c, f(1, 2)); return async_run ( f(GET) ); }
#define AWAIT(x) x
AWAIT(f())ASYNC_AWAIT(x) SPAWN(
