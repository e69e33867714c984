/* ASYNC before a declaration with two function types and no declared function says nothing clear. */
#include <asyncc.h>

ASYNC int (*(*ambiguous)(int))(int); // expect-error: typedef|function type

typedef ASYNC int operation(int);
static operation *(*clear)(int);

int main(void)
{
    return clear != NULL;
}
