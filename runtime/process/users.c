// Users and groups. The process starts as root and may become whoever it wants; nothing depends on
// it, but programs that drop their rights look whether they did.

#include <errno.h>
#include <stddef.h>

#include "system-calls/system-call.h"

/// The identifiers of a user or a group.
struct identity {
    unsigned real, effective, saved;
};

/// What a call leaves as it is.
#define KEEP (-1U)

#define GROUPS_MAX 32

static struct identity user, group;
static unsigned groups[GROUPS_MAX];
static int group_count;

/// Returns the user.
SYSTEM_CALL(getuid, long, void) {
    return user.real;
}

/// Returns the user that rights depend on.
SYSTEM_CALL(geteuid, long, void) {
    return user.effective;
}

/// Returns the group.
SYSTEM_CALL(getgid, long, void) {
    return group.real;
}

/// Returns the group that rights depend on.
SYSTEM_CALL(getegid, long, void) {
    return group.effective;
}

/// Returns whether an identity may take on `wanted`.
static int allowed(const struct identity *identity, unsigned wanted) {
    return wanted == KEEP || !user.effective || wanted == identity->real ||
           wanted == identity->effective || wanted == identity->saved;
}

/// Changes an identity.
static long change(struct identity *identity, unsigned real, unsigned effective, unsigned saved) {
    if (!allowed(identity, real) || !allowed(identity, effective) || !allowed(identity, saved))
        return -EPERM;
    if (real != KEEP)
        identity->real = real;
    if (effective != KEEP)
        identity->effective = effective;
    if (saved != KEEP)
        identity->saved = saved;
    return 0;
}

/// Changes the real and the effective part of an identity; the saved one follows.
static long change_two(struct identity *identity, unsigned real, unsigned effective) {
    unsigned saved =
        real != KEEP || (effective != KEEP && effective != identity->real) ? effective : KEEP;

    if (saved == KEEP && real != KEEP)
        saved = identity->effective;
    return change(identity, real, effective, saved);
}

/// Changes an identity as a whole when root asks, else its effective part.
static long change_one(struct identity *identity, unsigned id) {
    if (id == KEEP)
        return -EINVAL;
    return user.effective ? change(identity, KEEP, id, KEEP) : change(identity, id, id, id);
}

/// Changes the user.
SYSTEM_CALL(setuid, long, unsigned id) {
    return change_one(&user, id);
}

/// Changes the group.
SYSTEM_CALL(setgid, long, unsigned id) {
    return change_one(&group, id);
}

/// Changes the real and the effective user.
SYSTEM_CALL(setreuid, long, unsigned real, unsigned effective) {
    return change_two(&user, real, effective);
}

/// Changes the real and the effective group.
SYSTEM_CALL(setregid, long, unsigned real, unsigned effective) {
    return change_two(&group, real, effective);
}

/// Changes all users.
SYSTEM_CALL(setresuid, long, unsigned real, unsigned effective, unsigned saved) {
    return change(&user, real, effective, saved);
}

/// Changes all groups.
SYSTEM_CALL(setresgid, long, unsigned real, unsigned effective, unsigned saved) {
    return change(&group, real, effective, saved);
}

/// Tells all users.
SYSTEM_CALL(getresuid, long, unsigned *real, unsigned *effective, unsigned *saved) {
    *real = user.real;
    *effective = user.effective;
    *saved = user.saved;
    return 0;
}

/// Tells all groups.
SYSTEM_CALL(getresgid, long, unsigned *real, unsigned *effective, unsigned *saved) {
    *real = group.real;
    *effective = group.effective;
    *saved = group.saved;
    return 0;
}

/// Returns the user that file rights depend on; it follows the effective one.
SYSTEM_CALL(setfsuid, long, unsigned id) {
    return user.effective;
}

/// Returns the group that file rights depend on.
SYSTEM_CALL(setfsgid, long, unsigned id) {
    return group.effective;
}

/// Tells the further groups.
SYSTEM_CALL(getgroups, long, int size, unsigned *list) {
    if (size < 0 || (size && size < group_count))
        return -EINVAL;
    for (int i = 0; size && i < group_count; i++)
        list[i] = groups[i];
    return group_count;
}

/// Sets the further groups.
SYSTEM_CALL(setgroups, long, size_t size, const unsigned *list) {
    if (user.effective)
        return -EPERM;
    if (size > GROUPS_MAX)
        return -EINVAL;
    for (group_count = 0; group_count < (int)size; group_count++)
        groups[group_count] = list[group_count];
    return 0;
}
