static inline ASYNC ELEMENT NAME(sum)(const ELEMENT *items, int count)
{
    ELEMENT sum = 0;
    for (int i = 0; i < count; i++) {
        AWAIT(turn());
        sum += items[i];
    }
    return sum;
}
