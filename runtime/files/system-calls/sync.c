#include "process/process.h"
#include "system-calls/system-call.h"

/// Makes everything that was written durable.
SYSTEM_CALL(sync, long, void) {
    if (files_synchronise)
        files_synchronise();
    return 0;
}
