/* An account: what an interface of ASYNC functions looks like, includable from any C file. */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include <asyncc.h>

struct account {
    const char *owner;
    long balance;
};

typedef ASYNC int account_visitor(struct account *account, void *context);

extern int account_transfers;

ASYNC struct account account_open(const char *owner, long balance);
ASYNC int account_transfer(struct account *from, struct account *to, long amount);
ASYNC int account_each(struct account *accounts, int n, account_visitor *visit, void *context);
long account_sum(const struct account *accounts, int n);

#endif
