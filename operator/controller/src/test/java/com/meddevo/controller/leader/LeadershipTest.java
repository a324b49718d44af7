package com.meddevo.controller.leader;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class LeadershipTest {
    @Test
    void without_an_election_the_only_replica_leads() { assertThat(Leadership.alone().isOurs()).isTrue(); }

    @Test
    void the_leaders_address_stands_in_its_identity() {
        var one = Leadership.standingBy("10.0.3.7:7070", "operator-a-1");
        var other = Leadership.standingBy("10.0.3.8:7070", "operator-b-1");

        other.heldBy(one.identity());

        assertThat(other.isOurs()).isFalse();
        assertThat(other.leaderAddress()).contains(URI.create("http://10.0.3.7:7070"));
    }

    @Test
    void a_pods_ipv6_address_needs_no_brackets() {
        var leadership = Leadership.standingBy("", "b");

        leadership.heldBy("fd00:0:0:1::7:7070/operator-a-1");

        assertThat(leadership.leaderAddress()).contains(URI.create("http://[fd00:0:0:1::7]:7070"));
    }

    @Test
    void nobody_is_asked_while_nobody_leads_or_the_leader_has_no_address() {
        var leadership = Leadership.standingBy("", "b");

        assertThat(leadership.leaderAddress()).isEmpty();
        leadership.heldBy("operator-a-1");
        assertThat(leadership.leaderAddress()).isEmpty();
    }
}
