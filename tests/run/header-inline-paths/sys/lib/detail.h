#define DETAIL(x) ((x) * 3)

static inline ASYNC int detail_get(int x)
{
    AWAIT(turn());
    return DETAIL(x) + 1;
}
