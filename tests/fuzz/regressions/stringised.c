// The note "expanded from here" stands in no file: no place to be printed.
#define TEXT(x) #x
TEXT(a)
