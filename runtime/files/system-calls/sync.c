#include "system-calls/system-call.h"

/// Makes everything that was written durable; file systems that last do so when they are told of
/// each file.
SYSTEM_CALL(sync, long, void) {
    return 0;
}
