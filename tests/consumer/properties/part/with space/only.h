#define ONLY 1
