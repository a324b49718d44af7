package com.meddevo.localcloud.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProbeTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private final HttpProbe probe = new HttpProbe();

    @AfterEach
    void close() { probe.close(); }

    @Test
    void a_target_is_healthy_if_its_status_is_one_of_the_matchers() {
        try (TargetOfTest target = new TargetOfTest(exchange -> TargetOfTest.answer(exchange, 204, ""))) {
            assertThat(probe.healthy(target.target(), "/", TIMEOUT, "200,204")).isTrue();
            assertThat(probe.healthy(target.target(), "/", TIMEOUT, "200")).isFalse();
        }
    }

    @Test
    void a_redirect_is_an_answer_and_not_followed() {
        try (TargetOfTest target = new TargetOfTest(exchange -> {
            exchange.getResponseHeaders().add("Location", "/well");
            TargetOfTest.answer(exchange, exchange.getRequestURI().getPath().equals("/well") ? 200 : 302, "");
        })) {
            assertThat(probe.healthy(target.target(), "/", TIMEOUT, "200")).isFalse();
            assertThat(probe.healthy(target.target(), "/", TIMEOUT, "200-399")).isTrue();
        }
    }

    @Test
    void the_path_is_asked_on_a_connection_of_its_own() {
        // given
        List<String> asked = new CopyOnWriteArrayList<>();
        try (TargetOfTest target = new TargetOfTest(exchange -> {
            asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Connection") + " "
                    + exchange.getRequestHeaders().getFirst("User-Agent"));
            TargetOfTest.answer(exchange, 200, "");
        })) {
            // when
            probe.healthy(target.target(), "/actuator/health?deep=1", TIMEOUT, "200");

            // then
            assertThat(asked).containsExactly("/actuator/health?deep=1 close ELB-HealthChecker/2.0");
        }
    }

    @Test
    void silence_longer_than_the_timeout_is_unhealthy() {
        // given
        CountDownLatch end = new CountDownLatch(1);
        try (TargetOfTest target = new TargetOfTest(exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            // when
            boolean healthy = probe.healthy(target.target(), "/", Duration.ofMillis(200), "200");
            end.countDown();

            // then
            assertThat(healthy).isFalse();
        }
    }

    @Test
    void nobody_there_is_unhealthy() {
        // given
        TargetOfTest gone = TargetOfTest.saying("");
        gone.close();

        // then
        assertThat(probe.healthy(gone.target(), "/", TIMEOUT, "200-599")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"200, 200, true", "'200-399', 302, true", "'200-399', 400, false", "'200, 204', 204, true", "'200,300-302', 301, true",
            "junk, 200, false"})
    void matchers_are_read_as_aws_writes_them(String matcher, int status, boolean matches) {
        assertThat(HttpProbe.matches(matcher, status)).isEqualTo(matches);
    }
}
