/*
 * What lwIP is built with: every protocol and every interface that a program may use. Nothing is
 * left out to save bytes; the compiler takes away what a program does not reach.
 *
 * Left off are only options that change how a host behaves, with no switch at run time (forwarding
 * between interfaces, answering broadcast pings), and lwIP's own statistics and debug messages.
 */
#ifndef SPECIALISE_LWIPOPTS_H
#define SPECIALISE_LWIPOPTS_H

/* One thread runs the stack: callbacks only, no sockets of lwIP's own. */
#define NO_SYS 1
#define SYS_LIGHTWEIGHT_PROT 0
#define LWIP_NETCONN 0
#define LWIP_SOCKET 0
#define LWIP_TIMERS 1

/* Internet protocols. */
#define LWIP_IPV4 1
#define LWIP_IPV6 1
#define LWIP_ICMP 1
#define LWIP_ICMP6 1
#define LWIP_IGMP 1
#define LWIP_IPV6_MLD 1
#define LWIP_RAW 1
#define LWIP_UDP 1
#define LWIP_UDPLITE 1
#define LWIP_TCP 1
#define LWIP_ALTCP 1
#define IP_REASSEMBLY 1
#define IP_FRAG 1
#define LWIP_IPV6_REASS 1
#define LWIP_IPV6_FRAG 1
/* What is noted of a fragment that waits has a pointer in it, and takes more than the fragment's
 * header. */
#define IPV6_FRAG_COPYHEADER 1
#define SO_REUSE 1
#define IP_SOF_BROADCAST 1
#define IP_SOF_BROADCAST_RECV 1
#define LWIP_MULTICAST_TX_OPTIONS 1

/* Configuration of addresses, and names. */
#define LWIP_DHCP 1
#define LWIP_AUTOIP 1
#define LWIP_DHCP_AUTOIP_COOP 1
#define LWIP_IPV6_AUTOCONFIG 1
#define LWIP_IPV6_DHCP6 1
#define LWIP_IPV6_DHCP6_STATELESS 1
#define LWIP_ND6_RDNSS_MAX_DNS_SERVERS DNS_MAX_SERVERS
#define LWIP_DNS 1
#define LWIP_DNS_SUPPORT_MDNS_QUERIES 1
#define DNS_LOCAL_HOSTLIST 1
#define DNS_LOCAL_HOSTLIST_IS_DYNAMIC 1
#define DNS_MAX_SERVERS 3
#define DNS_TABLE_SIZE 8

/* Ethernet. */
#define LWIP_ARP 1
#define LWIP_ETHERNET 1
#define ARP_QUEUEING 1
#define ETHARP_SUPPORT_STATIC_ENTRIES 1
#define ETHARP_SUPPORT_VLAN 1
#define ETH_PAD_SIZE 0

/* Interfaces. */
#define LWIP_NETIF_HOSTNAME 1
#define LWIP_NETIF_STATUS_CALLBACK 1
#define LWIP_NETIF_EXT_STATUS_CALLBACK 1
#define LWIP_NETIF_LINK_CALLBACK 1
#define LWIP_NETIF_REMOVE_CALLBACK 1
#define LWIP_NETIF_LOOPBACK 1
#define LWIP_HAVE_LOOPIF 1
#define LWIP_LOOPIF_MULTICAST 1
#define LWIP_NETIF_HWADDRHINT 1
#define LWIP_CHECKSUM_CTRL_PER_NETIF 1

/* TCP. */
#define TCP_MSS 1460
#define TCP_WND (44 * TCP_MSS)
#define TCP_SND_BUF (44 * TCP_MSS)
#define LWIP_WND_SCALE 1
#define TCP_RCV_SCALE 2
#define TCP_QUEUE_OOSEQ 1
#define LWIP_TCP_SACK_OUT 1
#define LWIP_TCP_TIMESTAMPS 1
#define LWIP_TCP_KEEPALIVE 1
#define TCP_LISTEN_BACKLOG 1
#define LWIP_TCP_PCB_NUM_EXT_ARGS 1
/* A connection that has ended is remembered for twice this time: for a minute, as by Linux. A new
   one between the same ports need not wait for that. */
#define TCP_MSL 30000
#define LWIP_HOOK_TCP_INPACKET_PCB(pcb, header, length, first, second, packet)                     \
    ((pcb)->state == TIME_WAIT || (pcb)->state == LISTEN                                           \
         ? network_reopen(pcb, header, length, packet)                                             \
         : ERR_OK)
struct tcp_pcb;
struct tcp_hdr;
struct pbuf;
/* What an acknowledgement without data says of its place; whether a segment is followed by another.
   Who waits for connections answers with resets, too, and has neither sent anything nor a field for
   it. */
#define LWIP_HOOK_TCP_OUT_ADD_TCPOPTS(packet, header, pcb, options)                                \
    (!(pcb) || (pcb)->state == LISTEN                                                              \
         ? (options)                                                                               \
         : (network_foresees ? network_foresee(packet, pcb) : (void)0,                             \
            (pcb)->unacked ? (options) : network_place(packet, header, pcb, options)))
extern int network_foresees;
void network_foresee(const struct pbuf *packet, const struct tcp_pcb *block);
unsigned *network_place(const struct pbuf *packet, struct tcp_hdr *header,
                        const struct tcp_pcb *block, unsigned *options);
signed char network_reopen(struct tcp_pcb *block, struct tcp_hdr *header, unsigned short length,
                           struct pbuf *packet);

/* Checksums, for which lwIP's own function takes two bytes at a time. */
#define LWIP_CHKSUM network_checksum
unsigned short network_checksum(const void *bytes, int length);

/* Memory: everything comes from the page allocator when it is needed, and goes back. */
#define MEM_ALIGNMENT 8
#define MEM_LIBC_MALLOC 1
#define MEMP_MEM_MALLOC 1
#define MEMCPY(to, from, count) bytes_copy(to, from, count)
void bytes_copy(void *to, const void *from, unsigned long count);
#define mem_clib_malloc network_allocate
#define mem_clib_calloc network_allocate_zeroed
#define mem_clib_free network_free
void *network_allocate(unsigned long size);
void *network_allocate_zeroed(unsigned long count, unsigned long size);
void network_free(void *memory);
/* Of the places that lwIP aligns only that of the bytes in a buffer, behind the buffer's own
 * fields, is left. Nothing goes from one to the other but by pointers, so that for analyses it is
 * memory of its own: whoever copies bytes out of a frame copies no fields. */
#define LWIP_MEM_ALIGN(address) network_payload(address)
void *network_payload(void *address);
#define TCP_SND_QUEUELEN ((4 * (TCP_SND_BUF) + (TCP_MSS - 1)) / (TCP_MSS))

/* Neither assertions (the library OS is built as a release), nor counters, nor messages. */
#define LWIP_NOASSERT 1
#define LWIP_STATS 0

#endif
