#pragma pack(push, 1)
struct packed {
    char c;
    int i;
};

static inline ASYNC int fine(struct packed *p)
{
    AWAIT(async_yield());
    return p->i;
}

static inline ASYNC int inside(int x)
{
    struct local {
        char c;
        int i;
    } local = {1, x};
    AWAIT(async_yield());
    return (int)sizeof local + local.i;
}
#pragma pack(pop)
