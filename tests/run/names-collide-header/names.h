/* What a header of the user's may bring: macros that have names which generated code would like to have, and others
 * that mention variables and types of such names. */
static int status = 1, await_1 = 2;
typedef int storage;
#define STATUS() (status + await_1)
#define CAST(x) ((storage)(x))
#define head 10
#define frame broken broken
#define arguments broken broken
#define resumed_1 broken broken
#define start_later broken broken
