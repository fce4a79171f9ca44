// What holds when no deployment says otherwise.

#include "boot/deployment.h"

__attribute__((weak)) char *deployment_arguments[] = {0};
__attribute__((weak)) const long deployment_argument_count = 0;
__attribute__((weak)) char *deployment_environment[] = {0};
__attribute__((weak)) const unsigned long deployment_environment_count = 0;
__attribute__((weak)) const unsigned long deployment_thread_local_present = 1;
