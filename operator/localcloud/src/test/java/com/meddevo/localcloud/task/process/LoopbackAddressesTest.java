package com.meddevo.localcloud.task.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopbackAddressesTest {
    private static final int PREFERENCE = 77;

    @Test
    void every_task_gets_another_address_of_one_part() {
        try (LoopbackAddresses addresses = LoopbackAddresses.claim(PREFERENCE)) {
            // when
            List<String> taken = IntStream.range(0, 600).mapToObj(i -> addresses.take(List.of())).toList();

            // then
            assertThat(taken).doesNotHaveDuplicates().allMatch(address -> address.matches("127\\.\\d+\\.[0-9]\\.\\d+"));
            assertThat(taken.stream().map(address -> address.split("\\.")[1]).distinct()).hasSize(1);
            assertThat(taken).noneMatch(address -> address.endsWith(".0") || address.endsWith(".255") || address.endsWith(".0.1"));
        }
    }

    @Test
    void platforms_side_by_side_have_different_parts_until_one_ends() {
        // given
        String second;
        try (LoopbackAddresses one = LoopbackAddresses.claim(PREFERENCE); LoopbackAddresses two = LoopbackAddresses.claim(PREFERENCE)) {
            second = part(two);
            assertThat(part(one)).isNotEqualTo(second);
        }

        // when
        try (LoopbackAddresses one = LoopbackAddresses.claim(PREFERENCE); LoopbackAddresses two = LoopbackAddresses.claim(PREFERENCE)) {
            // then
            assertThat(part(two)).isEqualTo(second);
        }
    }

    @Test
    void an_address_whose_port_is_in_use_is_passed_over() throws IOException {
        try (LoopbackAddresses addresses = LoopbackAddresses.claim(PREFERENCE)) {
            // given
            String next = addresses.take(List.of()).replaceFirst("\\d+$", "3");
            try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getByName(next))) {
                // when
                String address = addresses.take(List.of(used.getLocalPort()));

                // then
                assertThat(address).endsWith(".0.4");
            }
        }
    }

    @Test
    void an_address_that_was_given_back_is_not_the_next_one() {
        try (LoopbackAddresses addresses = LoopbackAddresses.claim(PREFERENCE)) {
            // given
            String first = addresses.take(List.of());
            addresses.giveBack(first);

            // when
            String second = addresses.take(List.of());

            // then
            assertThat(second).isNotEqualTo(first);
        }
    }

    @Test
    void a_system_without_such_addresses_is_told_what_to_do() {
        assertThatThrownBy(() -> LoopbackAddresses.claim("203", PREFERENCE)).isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("address of their own").hasMessageContaining("run meddevo on Linux");
    }

    private static String part(LoopbackAddresses addresses) { return addresses.take(List.of()).split("\\.")[1]; }
}
