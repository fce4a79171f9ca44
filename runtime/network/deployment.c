// What holds when no deployment says otherwise.

#include "network/deployment.h"

__attribute__((weak)) const unsigned deployment_network_address = 0;
__attribute__((weak)) const unsigned deployment_network_mask = 0;
__attribute__((weak)) const unsigned deployment_network_gateway = 0;
__attribute__((weak)) const unsigned deployment_network_name_server = 0;
