// What the deployment says about the network; the compiler's bind stage defines these. Addresses
// are in the order of bytes of the network.

#ifndef RUNTIME_NETWORK_DEPLOYMENT_H
#define RUNTIME_NETWORK_DEPLOYMENT_H

/// The address of the first interface, its mask, and the gateway; an address of 0 stands for DHCP.
extern const unsigned deployment_network_address;
extern const unsigned deployment_network_mask;
extern const unsigned deployment_network_gateway;

/// The server for names, or 0.
extern const unsigned deployment_network_name_server;

#endif
