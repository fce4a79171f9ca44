// Protocol families.

#include "registry/registry.h"
#include "sockets/socket.h"

REGISTRY(socket_family);

/// Returns the protocol family of a domain, or null.
const struct socket_family *socket_family_find(int domain) {
    for (unsigned long i = 0; i < registry_socket_family_count; i++) {
        const struct socket_family *family = registry_socket_family[i]->pointer;

        if (family->domain == domain)
            return family;
    }
    return NULL;
}
