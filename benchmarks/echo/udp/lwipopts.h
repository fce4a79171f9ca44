/*
 * lwIP as an expert configures it for the UDP echo: IPv4, ARP, ping and UDP, and nothing else.
 */
#ifndef ECHO_LWIPOPTS_H
#define ECHO_LWIPOPTS_H

#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 0
#define LWIP_NETCONN 0
#define LWIP_SOCKET 0

#define LWIP_IPV4 1
#define LWIP_IPV6 0
#define LWIP_ICMP 1
#define LWIP_IGMP 0
#define LWIP_RAW 0
#define LWIP_UDP 1
#define LWIP_TCP 0
#define LWIP_DHCP 0
#define LWIP_AUTOIP 0
#define LWIP_DNS 0

#define MEM_ALIGNMENT 8

#define LWIP_STATS 0

#endif
