/* Macros that count, in a header; nothing in the program itself says so. */
#define NEXT_ID __COUNTER__
#define ID_PLUS(x) ((x) + NEXT_ID)

#if NEXT_ID == 0
enum { FROM_HEADER = NEXT_ID };
#endif
