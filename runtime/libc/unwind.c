// What programs ask an unwinder that they do not unwind with: those of Rust that abort on panic,
// for their backtraces. There are no tables in an image, so that a backtrace ends where it begins,
// and nobody has a context to ask about. What begins to unwind is not here: a program with
// exceptions brings an unwinder of its own.

#include <stddef.h>
#include <stdint.h>

/// What a walk over the stack returns when it has come to its end (Itanium C++ ABI, level I, 1.2).
enum { END_OF_STACK = 5 };

struct context;

int _Unwind_Backtrace(int (*visit)(struct context *context, void *argument), void *argument);
void *_Unwind_FindEnclosingFunction(void *address);
uintptr_t _Unwind_GetIPInfo(struct context *context, int *before);
void _Unwind_SetGR(struct context *context, int index, uintptr_t value);
void _Unwind_SetIP(struct context *context, uintptr_t value);

/// Walks over no frames.
int _Unwind_Backtrace(int (*visit)(struct context *context, void *argument), void *argument) {
    return END_OF_STACK;
}

/// Returns the start of the function at `address`: unknown.
void *_Unwind_FindEnclosingFunction(void *address) {
    return NULL;
}

/// Defines what tells something of a context, of which there is none.
#define NOTHING_OF_A_CONTEXT(name)                                                                 \
    uintptr_t name(struct context *context);                                                       \
    uintptr_t name(struct context *context) {                                                      \
        return 0;                                                                                  \
    }

NOTHING_OF_A_CONTEXT(_Unwind_GetCFA)
NOTHING_OF_A_CONTEXT(_Unwind_GetDataRelBase)
NOTHING_OF_A_CONTEXT(_Unwind_GetIP)
NOTHING_OF_A_CONTEXT(_Unwind_GetLanguageSpecificData)
NOTHING_OF_A_CONTEXT(_Unwind_GetRegionStart)
NOTHING_OF_A_CONTEXT(_Unwind_GetTextRelBase)

/// Tells where a context goes on: nowhere.
uintptr_t _Unwind_GetIPInfo(struct context *context, int *before) {
    *before = 0;
    return 0;
}

/// Changes a register of a context.
void _Unwind_SetGR(struct context *context, int index, uintptr_t value) {}

/// Changes where a context goes on.
void _Unwind_SetIP(struct context *context, uintptr_t value) {}
