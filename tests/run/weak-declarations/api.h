#pragma GCC visibility push(hidden)
ASYNC int by_pragma(int x);
#pragma GCC visibility pop
