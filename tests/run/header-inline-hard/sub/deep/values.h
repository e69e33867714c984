#define ONCE_VALUE 22
