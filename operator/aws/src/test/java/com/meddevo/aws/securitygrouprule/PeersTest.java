package com.meddevo.aws.securitygrouprule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How EC2 writes the other end of a rule. */
class PeersTest {
    @Test
    void a_block_is_cut_to_its_prefix() {
        assertThat(Peers.canonical("10.1.2.3/8")).isEqualTo("10.0.0.0/8");
        assertThat(Peers.canonical("10.255.255.255/9")).isEqualTo("10.128.0.0/9");
        assertThat(Peers.canonical("192.0.2.7/32")).isEqualTo("192.0.2.7/32");
        assertThat(Peers.canonical("1.2.3.4/0")).isEqualTo("0.0.0.0/0");
    }

    @Test
    void an_ipv6_block_is_the_same_however_it_is_shortened() {
        assertThat(Peers.canonical("2001:DB8::1/32")).isEqualTo(Peers.canonical("2001:db8:0:0::/32"));
        assertThat(Peers.canonical("::/0")).isEqualTo(Peers.canonical("0:0:0:0:0:0:0:0/0"));
    }

    @Test
    void what_is_no_block_stays_as_it_is() {
        assertThat(Peers.canonical("sg-0database")).isEqualTo("sg-0database");
        assertThat(Peers.canonical("pl-0storage")).isEqualTo("pl-0storage");
    }
}
