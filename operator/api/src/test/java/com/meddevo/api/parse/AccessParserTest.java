package com.meddevo.api.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.meddevo.api.v1alpha1.meddevoappspec.Access;
import com.meddevo.api.v1alpha1.meddevoappspec.access.Egress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessParserTest {
    @Test
    void saying_nothing_is_not_the_same_as_letting_nobody_in() {
        var nobody = new Access();
        nobody.setFrom(List.of());

        assertThat(AccessParser.parse(null)).isEqualTo(com.meddevo.fleet.Access.UNSAID);
        assertThat(AccessParser.parse(nobody).from()).contains(Set.of());
        assertThat(AccessParser.parse(nobody).egress()).isEmpty();
    }

    @Test
    void a_way_out_is_named_by_one_of_three_and_by_all_ports_unless_it_says_one() {
        var access = new Access();
        var block = way("All", null);
        block.setCidr("10.0.0.0/8");
        var group = way("TCP", 27017);
        group.setSecurityGroupId("sg-0database");
        var list = way("UDP", null);
        list.setPrefixListId("pl-0storage");
        access.setEgress(List.of(block, group, list));

        assertThat(AccessParser.parse(access).egress().orElseThrow()).containsExactlyInAnyOrder(
                new com.meddevo.fleet.Access.Egress("10.0.0.0/8", "-1", Optional.empty()),
                new com.meddevo.fleet.Access.Egress("sg-0database", "tcp", Optional.of(27017)),
                new com.meddevo.fleet.Access.Egress("pl-0storage", "udp", Optional.empty()));
    }

    private static Egress way(String protocol, Integer port) {
        var egress = new Egress();
        egress.setProtocol(protocol);
        egress.setPort(port);
        return egress;
    }
}
