#define BESIDE 2
