package com.meddevo.api.parse;

import com.meddevo.api.v1alpha1.meddevoappspec.Access;
import com.meddevo.api.v1alpha1.meddevoappspec.access.Egress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may call whom, in the words of the fleet. */
final class AccessParser {
    private AccessParser() {}

    /** @param access null for a spec that says nothing about it */
    static com.meddevo.fleet.Access parse(Access access) {
        if (access == null)
            return com.meddevo.fleet.Access.UNSAID;
        return new com.meddevo.fleet.Access(Optional.ofNullable(access.getFrom()).map(Set::copyOf),
                Optional.ofNullable(access.getEgress()).map(all -> all.stream().map(AccessParser::egress).collect(Collectors.toSet())));
    }

    private static com.meddevo.fleet.Access.Egress egress(Egress egress) {
        String destination = Stream.of(egress.getCidr(), egress.getSecurityGroupId(), egress.getPrefixListId()).filter(one -> one != null)
                .findFirst().orElseThrow();
        String protocol = egress.getProtocol().equals("All")
                ? com.meddevo.fleet.Access.Egress.ALL
                : egress.getProtocol().toLowerCase(Locale.ROOT);
        return new com.meddevo.fleet.Access.Egress(destination, protocol, Optional.ofNullable(egress.getPort()));
    }
}
