// main.cpp - C++ in the same target.
#include <asyncc.h>
#include <cstdio>

#ifdef ONLY_C
#error "a definition for C in C++"
#endif

extern "C" {
int plain(void);
int sum(void);
}

int main()
{
    std::printf("%d %d\n", sum(), plain());
}
