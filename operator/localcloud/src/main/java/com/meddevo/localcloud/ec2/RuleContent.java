package com.meddevo.localcloud.ec2;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;

/**
 * What a rule allows, in the form in which EC2 keeps it: protocols by name, CIDR blocks cut to their prefix, ports of -1 where a protocol has none.
 *
 * @param protocol    {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, another protocol's number, or {@code -1} for all
 * @param fromPort    first port; -1 for any
 * @param toPort      last port; -1 for any
 * @param peerKind    what {@code peer} is
 * @param peer        a CIDR block, the id of a prefix list or the id of a security group
 * @param description for people; no part of what is compared
 */
record RuleContent(String protocol, int fromPort, int toPort, PeerKind peerKind, String peer, String description) {

    static final String ALL = "-1";

    private static final int ANY_PORT = -1;
    private static final int LAST_PORT = 65_535;
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}/\\d{1,2}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]+/\\d{1,3}");
    private static final Map<String, String> BY_NUMBER = Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6", "all", ALL);

    /** Who is at the other end. */
    enum PeerKind {
        IPV4, IPV6, PREFIX_LIST, GROUP
    }

    /** The rules that one permission stands for: one for each peer. */
    static List<RuleContent> of(IpPermission permission) {
        var contents = new ArrayList<RuleContent>();
        permission.ipRanges().forEach(range -> contents.add(of(permission, PeerKind.IPV4, range.cidrIp(), range.description())));
        permission.ipv6Ranges().forEach(range -> contents.add(of(permission, PeerKind.IPV6, range.cidrIpv6(), range.description())));
        permission.prefixListIds()
                .forEach(list -> contents.add(of(permission, PeerKind.PREFIX_LIST, list.prefixListId(), list.description())));
        permission.userIdGroupPairs().forEach(pair -> contents.add(of(permission, PeerKind.GROUP, pair.groupId(), pair.description())));
        if (contents.isEmpty()) {
            throw Ec2Errors.missing("ipRanges, ipv6Ranges, prefixListIds or userIdGroupPairs");
        }
        return contents;
    }

    private static RuleContent of(IpPermission permission, PeerKind kind, String peer, String description) {
        return checked(permission.ipProtocol(), permission.fromPort(), permission.toPort(), kind, peer, description);
    }

    /** What a change of a rule asks for. */
    static RuleContent of(SecurityGroupRuleRequest request) {
        return request.cidrIpv4() != null
                ? of(request, PeerKind.IPV4, request.cidrIpv4())
                : request.cidrIpv6() != null
                        ? of(request, PeerKind.IPV6, request.cidrIpv6())
                        : request.prefixListId() != null
                                ? of(request, PeerKind.PREFIX_LIST, request.prefixListId())
                                : of(request, PeerKind.GROUP, request.referencedGroupId());
    }

    private static RuleContent of(SecurityGroupRuleRequest request, PeerKind kind, String peer) {
        return checked(request.ipProtocol(), request.fromPort(), request.toPort(), kind, peer, request.description());
    }

    /** What a rule that is there allows. */
    static RuleContent of(SecurityGroupRule rule) {
        var kind = rule.cidrIpv4() != null
                ? PeerKind.IPV4
                : rule.cidrIpv6() != null ? PeerKind.IPV6 : rule.prefixListId() != null ? PeerKind.PREFIX_LIST : PeerKind.GROUP;
        var peer = switch (kind) {
            case IPV4 -> rule.cidrIpv4();
            case IPV6 -> rule.cidrIpv6();
            case PREFIX_LIST -> rule.prefixListId();
            case GROUP -> rule.referencedGroupInfo().groupId();
        };
        return new RuleContent(rule.ipProtocol(), rule.fromPort(), rule.toPort(), kind, peer, rule.description());
    }

    private static RuleContent checked(String protocol, Integer from, Integer to, PeerKind kind, String peer, String description) {
        if (protocol == null) {
            throw Ec2Errors.missing("ipProtocol");
        }
        if (peer == null) {
            throw Ec2Errors.missing("groupId");
        }
        var named = BY_NUMBER.getOrDefault(protocol.toLowerCase(Locale.ROOT), protocol.toLowerCase(Locale.ROOT));
        var canonical = kind == PeerKind.IPV4 || kind == PeerKind.IPV6 ? block(kind, peer) : peer;
        if (named.equals(ALL)) {
            return new RuleContent(named, ANY_PORT, ANY_PORT, kind, canonical, description);
        }
        if (named.equals("tcp") || named.equals("udp")) {
            if (from == null || to == null) {
                throw Ec2Errors.invalid("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
            }
            if (from < 0 || to > LAST_PORT || from > to) {
                throw Ec2Errors.invalid("Invalid TCP/UDP port range (%d:%d)".formatted(from, to));
            }
        }
        return new RuleContent(named, Optional.ofNullable(from).orElse(ANY_PORT), Optional.ofNullable(to).orElse(ANY_PORT), kind, canonical,
                description);
    }

    /** The block with the bits behind its prefix cut off, as EC2 keeps it. */
    private static String block(PeerKind kind, String cidr) {
        var refusal = Ec2Errors.invalid("CIDR block %s is malformed".formatted(cidr));
        if (!(kind == PeerKind.IPV4 ? IPV4 : IPV6).matcher(cidr).matches()) {
            throw refusal;
        }
        var parts = cidr.split("/");
        try {
            var address = InetAddress.getByName(parts[0]).getAddress(); // digits only, so nothing is looked up
            var prefix = Integer.parseInt(parts[1]);
            if (prefix > address.length * Byte.SIZE) {
                throw refusal;
            }
            for (var bit = prefix; bit < address.length * Byte.SIZE; bit++) {
                address[bit / Byte.SIZE] &= (byte) ~(1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
            }
            return InetAddress.getByAddress(address).getHostAddress().replaceFirst("(^|:)(0(:|$)){2,}", "::") + "/" + prefix;
        } catch (UnknownHostException e) {
            throw refusal;
        }
    }

    /** Whether both allow the same; what is said of it for people does not count. */
    boolean allowsTheSameAs(RuleContent other) {
        return protocol.equals(other.protocol) && fromPort == other.fromPort && toPort == other.toPort && peerKind == other.peerKind
                && peer.equals(other.peer);
    }

    /** The rule with this content. */
    SecurityGroupRule.Builder applyTo(SecurityGroupRule.Builder rule, String ownerId) {
        rule.ipProtocol(protocol).fromPort(fromPort).toPort(toPort).description(description).cidrIpv4(null).cidrIpv6(null)
                .prefixListId(null).referencedGroupInfo((software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup) null);
        return switch (peerKind) {
            case IPV4 -> rule.cidrIpv4(peer);
            case IPV6 -> rule.cidrIpv6(peer);
            case PREFIX_LIST -> rule.prefixListId(peer);
            case GROUP -> rule.referencedGroupInfo(group -> group.groupId(peer).userId(ownerId));
        };
    }

    /** As EC2 writes it in its refusals. */
    String described() {
        var ports = protocol.equals(ALL)
                ? "ALL"
                : "%s, from port: %d, to port: %d".formatted(protocol.toUpperCase(Locale.ROOT), fromPort, toPort);
        return "peer: %s, %s, ALLOW".formatted(peer, ports);
    }
}
