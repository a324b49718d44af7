package com.meddevo.aws.securitygrouprule;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Who stands at the other end of a rule, in the form in which EC2 keeps it: a CIDR block is cut to its prefix. */
final class Peers {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]+/[0-9]{1,3}");

    private Peers() {}

    static boolean isBlock(String peer) { return peer.indexOf('/') >= 0; }

    static boolean isIpv6(String peer) { return peer.indexOf(':') >= 0; }

    static boolean isPrefixList(String peer) { return peer.startsWith("pl-"); }

    /** 10.1.2.3/8 is 10.0.0.0/8; what is no block, or none that can be read, stays as it is. */
    static String canonical(String peer) {
        if (!LITERAL.matcher(peer).matches()) return peer;
        String[] parts = peer.split("/");
        try {
            byte[] address = InetAddress.getByName(parts[0]).getAddress(); // digits alone, so no name is looked up
            int prefix = Integer.parseInt(parts[1]);
            for (int bit = prefix; bit < address.length * Byte.SIZE; bit++) {
                address[bit / Byte.SIZE] &= (byte) ~(1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
            }
            return InetAddress.getByAddress(address).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException e) {
            return peer;
        }
    }
}
