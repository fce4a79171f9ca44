// What holds when no deployment says otherwise.

#include "files/deployment.h"

#include <stddef.h>

__attribute__((weak)) const struct deployment_file deployment_files[] = {{NULL, NULL, 0, 0, 0}};
__attribute__((weak)) const unsigned long deployment_file_count = 0;
__attribute__((weak)) const struct deployment_mount deployment_mounts[] = {{NULL, NULL, NULL}};
__attribute__((weak)) const unsigned long deployment_mount_count = 0;
__attribute__((weak)) const unsigned char deployment_console_is_terminal = 0;
