// __LINE__ where all compilers agree.
#define HERE __LINE__
#define ASSERT(x) ((x) ? (void)0 : fail(#x, __FILE__, __LINE__, __func__))
#define UNIQUE(name) JOIN(name, __LINE__)
#define JOIN(a, b) JOIN_(a, b)
#define JOIN_(a, b) a##b

ASSERT(HERE == 8); int UNIQUE(x), UNIQUE(y);
ASSERT(a && "text" || 'c'); ASSERT((ASSERT(1), HERE)); __FILE__

#line 41
ASSERT(UNIQUE(z));
