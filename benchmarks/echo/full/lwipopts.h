/*
 * lwIP with every protocol: what a library OS brings along that does not know its programs.
 * The other two folders have the same stack configured by hand for one program each.
 */
#ifndef ECHO_LWIPOPTS_H
#define ECHO_LWIPOPTS_H

#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 0
#define LWIP_NETCONN 0
#define LWIP_SOCKET 0

#define LWIP_IPV4 1
#define LWIP_IPV6 1
#define LWIP_ICMP 1
#define LWIP_ICMP6 1
#define LWIP_IGMP 1
#define LWIP_IPV6_MLD 1
#define LWIP_RAW 1
#define LWIP_UDP 1
#define LWIP_TCP 1
#define LWIP_DHCP 1
#define LWIP_IPV6_DHCP6 1
#define LWIP_IPV6_DHCP6_STATELESS 1
#define LWIP_AUTOIP 1
#define LWIP_DNS 1

/* Needed where pointers have 64 bits. */
#define IPV6_FRAG_COPYHEADER 1
#define MEM_ALIGNMENT 8

/* lwIP does not count the timer of DHCPv6. */
#define MEMP_NUM_SYS_TIMEOUT (LWIP_NUM_SYS_TIMEOUT_INTERNAL + 1)

#define LWIP_STATS 0

#endif
