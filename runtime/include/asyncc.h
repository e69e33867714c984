/* asyncc.h - async/await for C: includes everything. docs/ describes the language; start with asyncc/markers.h for the
 * markers, asyncc/task.h and asyncc/combine.h for what a program awaits, asyncc/sync.h, asyncc/queue.h and
 * asyncc/channel.h for locks, queues and the like, asyncc/scope.h for blocks that await at their end, asyncc/local.h
 * for task-local values, asyncc/loop.h for what runs it all. */
#ifndef ASYNCC_H
#define ASYNCC_H

#include <asyncc/channel.h>
#include <asyncc/combine.h>
#include <asyncc/error.h>
#include <asyncc/frame.h>
#include <asyncc/future.h>
#include <asyncc/local.h>
#include <asyncc/loop.h>
#include <asyncc/markers.h>
#include <asyncc/queue.h>
#include <asyncc/scope.h>
#include <asyncc/sync.h>
#include <asyncc/task.h>
#include <asyncc/version.h>

#endif
